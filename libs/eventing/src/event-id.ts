import { v5 } from 'uuid';

/** Namespace of the ids of all Regieboek events (RFC 9562, section 6.6); never to be changed. */
const NAMESPACE = '8f0c7d1e-5b5f-4d0e-9a43-1c6f2b7e9d55';

/**
 * The id of the `index`th event (from 0) a command leads to: UUIDv5, the same on every machine and at every attempt, which makes an append
 * repeatable after a time-out.
 */
export const eventId = (commandId: string, index: number): string => v5(`${commandId}/${index}`, NAMESPACE);

import { v5 } from 'uuid';

/** Namespace of the ids of all Regieboek events (RFC 9562, section 6.6); never to be changed. */
const NAMESPACE = '8f0c7d1e-5b5f-4d0e-9a43-1c6f2b7e9d55';

/**
 * Id of the `index`th event (from 0) of a command: a UUIDv5 that is the same on every machine and every attempt, so an append can
 * be repeated after a time-out.
 */
export const eventId = (commandId: string, index: number): string => v5(`${commandId}/${index}`, NAMESPACE);

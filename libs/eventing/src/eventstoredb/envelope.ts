import { UnreadableEvent } from '../event-log.js';
import type { Recorded } from '../event-log.js';
import type { PreparedAppend, PreparedEvent } from '../prepare-append.js';
import type { ProposedEvent, StoredEvent } from './event-store-client.js';

/** Metadata of an event: everything the log records about it besides type and data. */
interface Envelope {
  readonly stream: string;
  readonly revision: number;
  readonly recordedAt: string;
  /** Length of the JSON of the data in bytes. */
  readonly bytes: number;
  readonly meta: Readonly<Record<string, string>>;
}

/** Stream, revision and time of the events of an append. */
export interface Place {
  readonly revision: number;
  readonly recordedAt: string;
}

const encoder = new TextEncoder();

/** The event as written. Region and position follow from where it is written; everything else is in the metadata. */
export function propose(
  { stream, meta }: Pick<PreparedAppend, 'stream' | 'meta'>,
  event: PreparedEvent,
  { revision, recordedAt }: Place,
): ProposedEvent {
  const bytes = Buffer.byteLength(event.data);
  const known = `{"stream":"${stream}","revision":${revision},"recordedAt":"${recordedAt}","bytes":${bytes}`;
  const metadata = encoder.encode(`${known},"meta":${meta}}`);
  return { id: event.id, type: event.type, data: JSON.parse(event.data) as unknown, metadata };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function asEnvelope(metadata: unknown): Envelope | undefined {
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const { stream, revision, recordedAt, bytes, meta }: Partial<Record<keyof Envelope, unknown>> = metadata;
  if (!isText(stream) || !isNumber(revision) || !isText(recordedAt) || !isNumber(bytes)) return undefined;
  if (typeof meta !== 'object' || meta === null || !Object.values(meta).every(isText)) return undefined;
  return { stream, revision, recordedAt, bytes, meta: meta as Readonly<Record<string, string>> };
}

/** Bytes of the data of an event; 0 when that is not known. */
export const bytesOf = ({ metadata }: StoredEvent): number => asEnvelope(metadata)?.bytes ?? 0;

/**
 * Checks that data are complete. The library returns invalid JSON as a string without an error, and a truncated number is still
 * a number; so for values other than objects and arrays the length of the JSON is compared with the recorded length.
 */
function isWhole(data: unknown, bytes: number): boolean {
  if (typeof data === 'object' && data !== null) return !(data instanceof Uint8Array);
  return Buffer.byteLength(JSON.stringify(data) ?? '') === bytes;
}

/** Decodes a stored event; throws UnreadableEvent when the log did not write it. */
export function decode(region: string, stored: StoredEvent): Recorded {
  const place = `The event at position ${stored.revision + 1} of region ${region}`;
  const envelope = asEnvelope(stored.metadata);
  if (!envelope) throw new UnreadableEvent(place, 'its metadata does not come from this log');
  const { stream, revision, recordedAt, bytes, meta } = envelope;
  if (!stream.startsWith(`${region}.`)) throw new UnreadableEvent(place, 'it belongs to another region');
  if (!isWhole(stored.data, bytes)) throw new UnreadableEvent(place, 'its data is not JSON, or was changed');
  const { id, type, data } = stored;
  return { region, position: stored.revision + 1, stream, revision, id, type, data, meta, recordedAt };
}

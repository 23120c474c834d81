import { KEY_BYTES } from './stream-table.js';

/** The part of an index for a stretch of a region: the stream of each event, by key instead of name. */
export interface Part {
  /** The stretch: positions in (`after`, `upTo`]. */
  readonly after: number;
  readonly upTo: number;
  /** Id of its last event, and when that was recorded, in milliseconds since 1970. */
  readonly lastId: string;
  readonly atMs: number;
  /** Keys of the streams with events in it, in the order they come. */
  readonly keys: Uint8Array;
  /** For each of them the revision of its first event there. */
  readonly revisions: Uint32Array;
  /** For each event, the index of its stream's key in this part. */
  readonly streams: Uint16Array;
}

/** A part in JSON. */
export type PartData = Readonly<
  Record<'after' | 'upTo' | 'atMs', number> & Record<'lastId' | 'keys' | 'revisions' | 'streams', string>
>;

const base64 = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array | Uint32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

/** The part in JSON; numbers of more than one byte have their lowest byte first. */
export const dataOf = ({ keys, revisions, streams, ...rest }: Part): PartData => ({
  ...rest,
  keys: base64(keys),
  revisions: base64(revisions),
  streams: base64(streams),
});

const isNumber = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Decodes to a separate buffer, aligned for any number type. */
function bytesIn(text: unknown): ArrayBuffer {
  const bytes = new ArrayBuffer(typeof text === 'string' ? Buffer.byteLength(text, 'base64') : 0);
  if (typeof text === 'string') Buffer.from(bytes).write(text, 'base64');
  return bytes;
}

/** Decodes a part from JSON; undefined when it is not a part or is inconsistent. */
export function partIn(data: unknown): Part | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const said: Readonly<Partial<Record<keyof PartData, unknown>>> = data;
  const { after, upTo, atMs, lastId } = said;
  if (!isNumber(after) || !isNumber(upTo) || !isNumber(atMs) || typeof lastId !== 'string') return undefined;
  const [keys, revisions, streams] = [bytesIn(said.keys), bytesIn(said.revisions), bytesIn(said.streams)];
  const count = keys.byteLength / KEY_BYTES;
  if (!Number.isInteger(count) || revisions.byteLength !== 4 * count || streams.byteLength !== 2 * (upTo - after))
    return undefined;
  const part = { keys: new Uint8Array(keys), revisions: new Uint32Array(revisions), streams: new Uint16Array(streams) };
  return part.streams.every((stream) => stream < count) ? { after, upTo, lastId, atMs, ...part } : undefined;
}

/**
 * A message at rest, below the seal of the vault: what names nobody as it is, and every part that names youths sealed with their
 * keys. With the key of a youth gone its parts cannot be read by anybody, and the rest stays.
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { DataKey } from '@regieboek/platform';
import type { MessagePart } from './parts-of.js';

/** First byte of a message in parts; an undivided one begins as zstd does (0x28). */
const VERSION = 1;
const HEADER_BYTES = 5;

interface PartHead {
  /** Youths, all of whose keys open the part. */
  readonly youths: readonly string[];
  readonly bytes: number;
  readonly lines: number;
}

/** Keys by youth; `undefined` for one that was erased. */
type Keys = ReadonlyMap<string, DataKey>;

/** A part of a message with the youths in it. */
export interface NamedPart extends Omit<MessagePart, 'bsns'> {
  readonly youths: readonly string[];
}

/** A part of a message in order: how many lines it has, and whether it was erased. */
export interface SeenPart {
  readonly lines: number;
  readonly isErased: boolean;
}

/** A message as it can still be read. */
export interface OpenedMessage {
  readonly body: Buffer;
  /** Its parts in order, also the erased ones; none of a message that is not in parts. */
  readonly parts: readonly SeenPart[];
}

const keyOf = (youths: readonly string[], keys: Keys): DataKey | undefined => {
  const own = youths.flatMap((youth) => keys.get(youth) ?? []);
  return own.length === youths.length ? DataKey.ofAll(own) : undefined;
};

const placeOf = (place: string, at: number): string => `${place}/${at}`;

/** Parts of a message, the region whose keys seal them, and the ids in it that are not of that region. */
export interface NamedParts {
  readonly region: string;
  readonly strangers: readonly string[];
  readonly parts: readonly NamedPart[];
}

/** Packs parts; each is sealed with the keys of its youths, which all have one. */
export function packed({ region, strangers, parts }: NamedParts, keys: Keys, place: string): Buffer {
  const bodies = parts.map(({ bytes, youths }, at) => {
    const small = zstdCompressSync(bytes);
    if (youths.length === 0) return small;
    const key = keyOf(youths, keys);
    if (!key) throw new Error('a youth of a message has no key');
    return key.seal(small, placeOf(place, at));
  });
  const heads = parts.map(({ youths, lines }, at): PartHead => ({ youths, lines, bytes: bodies[at]?.length ?? 0 }));
  const head = zstdCompressSync(Buffer.from(JSON.stringify({ region, strangers, parts: heads })));
  const start = Buffer.alloc(HEADER_BYTES);
  start.writeUInt8(VERSION, 0);
  start.writeUInt32BE(head.length, 1);
  return Buffer.concat([start, head, ...bodies]);
}

interface Heads extends Omit<NamedParts, 'parts'> {
  readonly parts: readonly PartHead[];
}

const headEnd = (plain: Buffer): number => HEADER_BYTES + plain.readUInt32BE(1);

const headsOf = (plain: Buffer): Heads =>
  JSON.parse(zstdDecompressSync(plain.subarray(HEADER_BYTES, headEnd(plain))).toString('utf8')) as Heads;

/** Whose keys a message in parts needs; undefined for one that is not in parts. */
export function keysNeeded(plain: Buffer): (Omit<NamedParts, 'parts'> & { readonly youths: string[] }) | undefined {
  if (plain[0] !== VERSION) return undefined;
  const { region, strangers, parts } = headsOf(plain);
  const named = new Set(parts.flatMap(({ youths }) => youths));
  return { region, strangers, youths: [...named].filter((youth) => !strangers.includes(youth)) };
}

/** Opens a message with the keys that there are. Throws when a part was changed or moved. */
export function unpacked(plain: Buffer, keys: Keys, place: string): OpenedMessage {
  if (plain[0] !== VERSION) return { body: zstdDecompressSync(plain), parts: [] };
  const { parts } = headsOf(plain);
  let offset = headEnd(plain);
  const bodies = parts.map(({ youths, bytes }, at): Buffer | undefined => {
    const own = plain.subarray(offset, offset + bytes);
    offset += bytes;
    if (youths.length === 0) return zstdDecompressSync(own);
    const key = keyOf(youths, keys);
    return key && zstdDecompressSync(key.open(own, placeOf(place, at)));
  });
  return {
    body: Buffer.concat(bodies.filter((body) => body !== undefined)),
    parts: parts.map(({ lines }, at) => ({ lines, isErased: bodies[at] === undefined })),
  };
}

/** Whether a part of a message was erased. */
export const isErased = ({ parts }: OpenedMessage): boolean => parts.some((part) => part.isErased);

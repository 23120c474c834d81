/**
 * A stored message inside the encryption of the vault: the text that names nobody as one piece, and each part that names
 * youths encrypted with their keys. Once the key of a youth is deleted, nobody can read its parts; the rest stays readable.
 */
import { setImmediate as othersServed } from 'node:timers/promises';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { DataKey } from '@regieboek/platform';
import type { MessagePart } from './parts-of.js';

/** First byte of a message in parts; an undivided one begins with the first byte of zstd (0x28). */
const VERSION = 1;
const LENGTH_BYTES = 4;
/** Below this size, compressing a part costs more than it saves. */
const SMALL_BYTES = 256;

/** Number of parts to seal before other work gets a turn. */
const AT_ONCE = 1_000;

/** Replaces an erased number: it passes the eleven test, and nobody has it. */
export const NO_NUMBER = '000000000';

/** A part: its offset in the rest, the size of its sealed bytes, whether it is only a number, and whose keys open it. */
type PartHead = readonly [at: number, bytes: number, isNumber: 0 | 1, ...youths: string[]];

type Keys = ReadonlyMap<string, DataKey>;

/** A part of a message with the youths in it. */
export interface NamedPart extends Omit<MessagePart, 'bsns'> {
  readonly youths: readonly string[];
}

/** Parts of a message, the region whose keys seal them, and the ids in it that are not of that region. */
export interface NamedParts {
  readonly region: string;
  readonly strangers: readonly string[];
  readonly parts: readonly NamedPart[];
}

interface Head extends Omit<NamedParts, 'parts'> {
  readonly parts: readonly PartHead[];
}

/** The readable rest of a message. */
export interface OpenedMessage {
  readonly body: Buffer;
  /** Number of BSNs replaced by `NO_NUMBER`. */
  readonly numbersErased: number;
  /** Number of other parts that were removed. */
  readonly partsErased: number;
}

const keyOf = (youths: readonly string[], keys: Keys): DataKey | undefined => {
  const own = youths.flatMap((youth) => keys.get(youth) ?? []);
  return own.length === youths.length ? DataKey.ofAll(own) : undefined;
};

/** A number is bound to its youth by the key; any other part is bound to its place in its message. */
const NUMBER_PLACE = 'number';
const placeOf = (place: string, at: number): string => `${place}/${at}`;

/** A part before encryption: the first byte tells whether it is compressed. */
const small = (bytes: Buffer): Buffer =>
  bytes.length < SMALL_BYTES
    ? Buffer.concat([Buffer.of(0), bytes])
    : Buffer.concat([Buffer.of(1), zstdCompressSync(bytes)]);
const large = (plain: Buffer): Buffer => (plain[0] === 1 ? zstdDecompressSync(plain.subarray(1)) : plain.subarray(1));

const withLength = (bytes: Buffer): Buffer[] => {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
};

/** Packs parts; each is sealed with the keys of its youths, which must all exist. */
export async function packed({ region, strangers, parts }: NamedParts, keys: Keys, place: string): Promise<Buffer> {
  const [heads, sealed, rest]: [PartHead[], Buffer[], Buffer[]] = [[], [], []];
  let at = 0;
  for (const { bytes, youths, isNumber } of parts) {
    if (youths.length === 0) {
      rest.push(bytes);
      at += bytes.length;
      continue;
    }
    const key = keyOf(youths, keys);
    if (!key) throw new Error('a youth of a message has no key');
    const own = isNumber
      ? key.sealOnce(bytes.toString('latin1'), NUMBER_PLACE)
      : key.seal(small(bytes), placeOf(place, heads.length));
    sealed.push(own);
    if (heads.push([at, own.length, isNumber ? 1 : 0, ...youths]) % AT_ONCE === 0) await othersServed();
  }
  const head = zstdCompressSync(Buffer.from(JSON.stringify({ region, strangers, parts: heads })));
  return Buffer.concat([
    Buffer.of(VERSION),
    ...withLength(head),
    ...withLength(zstdCompressSync(Buffer.concat(rest))),
    ...sealed,
  ]);
}

/** Head, rest and sealed parts of a packed message. */
function sections(plain: Buffer): { readonly head: Head; readonly rest: Buffer; readonly sealed: Buffer } {
  const restAt = 1 + LENGTH_BYTES + plain.readUInt32BE(1);
  const sealedAt = restAt + LENGTH_BYTES + plain.readUInt32BE(restAt);
  const head = zstdDecompressSync(plain.subarray(1 + LENGTH_BYTES, restAt)).toString('utf8');
  return {
    head: JSON.parse(head) as Head,
    rest: plain.subarray(restAt + LENGTH_BYTES, sealedAt),
    sealed: plain.subarray(sealedAt),
  };
}

const isPacked = (plain: Buffer): boolean => plain[0] === VERSION;

/** Youths whose keys open a message in parts; undefined for an undivided message. */
export function keysNeeded(plain: Buffer): (Omit<NamedParts, 'parts'> & { readonly youths: string[] }) | undefined {
  if (!isPacked(plain)) return undefined;
  const { region, strangers, parts } = sections(plain).head;
  const youths = new Set(parts.flatMap(([, , , ...named]) => named));
  for (const stranger of strangers) youths.delete(stranger);
  return { region, strangers, youths: [...youths] };
}

/** Opens a message with the existing keys. Throws when a part was changed or moved. */
export function unpacked(plain: Buffer, keys: Keys, place: string): OpenedMessage {
  if (!isPacked(plain)) return { body: zstdDecompressSync(plain), numbersErased: 0, partsErased: 0 };
  const { head, rest: small, sealed } = sections(plain);
  const rest = zstdDecompressSync(small);
  const pieces: Buffer[] = [];
  const erased = [0, 0];
  let [begun, offset] = [0, 0];
  for (const [number, [at, bytes, isNumber, ...youths]] of head.parts.entries()) {
    pieces.push(rest.subarray(begun, at));
    const own = sealed.subarray(offset, offset + bytes);
    [begun, offset] = [at, offset + bytes];
    const key = keyOf(youths, keys);
    if (!key) erased[isNumber] = (erased[isNumber] ?? 0) + 1;
    if (isNumber) pieces.push(key ? key.open(own, NUMBER_PLACE) : Buffer.from(NO_NUMBER));
    else if (key) pieces.push(large(key.open(own, placeOf(place, number))));
  }
  const [partsErased = 0, numbersErased = 0] = erased;
  return { body: Buffer.concat([...pieces, rest.subarray(begun)]), numbersErased, partsErased };
}

/** True when anything of a message was erased. */
export const isErased = ({ numbersErased, partsErased }: OpenedMessage): boolean => numbersErased + partsErased > 0;

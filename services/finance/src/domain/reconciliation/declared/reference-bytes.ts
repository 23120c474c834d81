const encoder = new TextEncoder();

/** Not a byte of UTF-8: starts a text that cannot be encoded in UTF-8, which is written in units of UTF-16. */
const NO_UTF8 = 0xff;

/** Bytes of a text, different for every text. */
export function bytesOf(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text);
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return Uint8Array.from([NO_UTF8, ...units.flatMap((unit) => [unit & 0xff, unit >>> 8])]);
}

/**
 * Hash (FNV-1a, followed by a mixing step) of the bytes from one offset to another; different seeds make equal bytes differ.
 */
export function hashOf(bytes: Uint8Array, from: number, to: number, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = from; index < to; index += 1) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

import { createHash } from 'node:crypto';
import type { Month } from '@regieboek/kernel';
import type { PartPlaces } from '../columns/lines/order-of-id.js';
import { partBytes, type BilledParts } from '../columns/lines/billed-parts.js';
import { at } from '@regieboek/journal';

const CHUNK_BYTES = 1 << 20;
const COMMA = 0x2c;

/** Inputs of the digest of a run besides its lines. */
export interface DigestInputs {
  readonly region: string;
  readonly period: Month;
  readonly lumpSums: readonly unknown[];
}

/** SHA-256 over a run as JSON: `{region, period, lines, lumpSums}`, lines in order of id; made without any objects. */
export function digestOfParts(
  parts: readonly BilledParts[],
  order: PartPlaces,
  { region, period, lumpSums }: DigestInputs,
): string {
  const digest = createHash('sha256');
  const head = JSON.stringify({ region, period, lines: [] });
  digest.update(head.slice(0, -2));
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let length = 0;
  for (let index = 0; index < order.rows; index += 1) {
    const part = parts[at(order.part, index)];
    if (!part) continue;
    const bytes = partBytes(part, at(order.row, index));
    if (length + bytes.length + 1 > CHUNK_BYTES) {
      digest.update(chunk.subarray(0, length));
      length = 0;
    }
    if (index > 0) chunk[length++] = COMMA;
    if (bytes.length + 1 > CHUNK_BYTES) digest.update(chunk.subarray(0, length)).update(bytes);
    else chunk.set(bytes, length);
    length = bytes.length + 1 > CHUNK_BYTES ? 0 : length + bytes.length;
  }
  digest.update(chunk.subarray(0, length));
  return digest.update(`],${JSON.stringify({ lumpSums }).slice(1)}`).digest('hex');
}

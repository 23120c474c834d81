import { at, parsed } from '@regieboek/journal';
import type { BilledLine } from '../../objects/bill-youth.js';
import { partBytes, type BilledParts } from './billed-parts.js';
import { inOrderOfId, type PartPlaces } from './order-of-id.js';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const isBilledLine = (value: unknown): value is BilledLine =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'line';

/** A line from its JSON. Throws TypeError when it is something else. */
export function lineIn(bytes: Uint8Array): BilledLine {
  const line = parsed(decoder.decode(bytes));
  if (!isBilledLine(line)) throw new TypeError('the run contains a line that is not a billed line');
  return line;
}

/** The lines of a run as objects, in order of id. */
export function billedLines(parts: readonly BilledParts[]): BilledLine[] {
  const order = inOrderOfId(parts);
  return linesFrom(parts, order, { from: 0, to: order.rows });
}

/** Some lines of a run as objects: those at the places `from` up to, not including, `to` in order of id. */
export function linesFrom(
  parts: readonly BilledParts[],
  { rows, part, row }: PartPlaces,
  { from, to }: { readonly from: number; readonly to: number },
): BilledLine[] {
  return Array.from({ length: Math.max(0, Math.min(to, rows) - from) }, (_, place) => {
    const index = from + place;
    const holder = parts[at(part, index)];
    if (!holder) throw new TypeError(`line ${index} of the run belongs to no part`);
    return lineIn(partBytes(holder, at(row, index)));
  });
}

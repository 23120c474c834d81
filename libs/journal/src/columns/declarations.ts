import type { RegionHistory } from '../region-history.js';
import type { Dictionary } from './names.js';

/** Declarations of one month that were decided at a position, by number. */
export interface MonthDeclarations {
  /** 1 for a declaration of the month that counts. */
  readonly counts: Uint8Array;
  /** Words of the provider, and of the municipality that received it and pays. */
  readonly provider: Int32Array;
  readonly payer: Int32Array;
}

/** Finds the declarations of a month among those of a region as it is known; a half-decided one does not count. */
export function declarationsOf(
  region: RegionHistory,
  month: string,
  names: { readonly declarations: Pick<Dictionary, 'find' | 'size'>; readonly words: Pick<Dictionary, 'find'> },
): MonthDeclarations {
  const { size } = names.declarations;
  const found = { counts: new Uint8Array(size), provider: new Int32Array(size), payer: new Int32Array(size) };
  for (const { stream, head, outcome } of region.declarations.values()) {
    const number = names.declarations.find(stream);
    if (!outcome || head.period !== month || number === undefined) continue;
    found.counts[number] = 1;
    found.provider[number] = names.words.find(head.provider) ?? 0;
    found.payer[number] = names.words.find(head.municipality) ?? 0;
  }
  return found;
}

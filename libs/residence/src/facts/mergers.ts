import { type Day, toDay } from '@regieboek/kernel';
import type { Municipality } from './facts.js';

/**
 * Municipalities that ended on a day (gemeentelijke herindeling); successor null: split, so only the address decides.
 */
export interface Merger {
  /** First day of the new division. */
  readonly day: Day;
  readonly predecessors: readonly Municipality[];
  readonly successor: Municipality | null;
}

/** Mergers by predecessor; build it once per region with `mergerTable`. */
export interface MergerTable {
  readonly byPredecessor: ReadonlyMap<Municipality, Merger>;
  /** Days on which a code may change meaning, ascending. */
  readonly days: readonly Day[];
}

/** Mergers as a table; when two name the same predecessor, the later one in the list applies. */
export function mergerTable(mergers: readonly Merger[]): MergerTable {
  const byPredecessor = new Map(mergers.flatMap((merger) => merger.predecessors.map((code) => [code, merger])));
  return { byPredecessor, days: [...new Set(mergers.map(({ day }) => day))].sort((a, b) => a - b) };
}

/**
 * Code of the municipality that succeeds `code` on `day` (WPB-M1), or null when a predecessor was split by then. A code
 * newer than `day` stays the same: one successor has several predecessors. Source: RvIG, iJw reason 11.
 */
export function codeOn(table: MergerTable, code: Municipality, day: Day): Municipality | null {
  let current = code;
  let merger = table.byPredecessor.get(current);
  let reached = -Infinity;
  // Strictly later each time, so that reused codes cannot cause an endless loop.
  while (merger && merger.day <= day && merger.day > reached) {
    if (merger.successor === null) return null;
    reached = merger.day;
    current = merger.successor;
    merger = table.byPredecessor.get(current);
  }
  return current;
}

/** Mergers around the four core regions since 2019; a region adds its own with `mergerTable([...mergers, ...])`. */
export const mergers: readonly Merger[] = [
  // Molenlanden: Giessenlanden, Molenwaard
  { day: toDay('2019-01-01'), predecessors: ['0689', '1927'], successor: '1978' },
  // Hoeksche Waard: Binnenmaas, Cromstrijen, Korendijk, Oud-Beijerland, Strijen
  { day: toDay('2019-01-01'), predecessors: ['0585', '0611', '0588', '0584', '0617'], successor: '1963' },
  // Vijfheerenlanden: Leerdam, Zederik, Vianen
  { day: toDay('2019-01-01'), predecessors: ['0545', '0707', '0620'], successor: '1961' },
  // Altena: Aalburg, Werkendam, Woudrichem
  { day: toDay('2019-01-01'), predecessors: ['0738', '0870', '0874'], successor: '1959' },
  // Haaren was split over Boxtel, Oisterwijk, Tilburg and Vught
  { day: toDay('2021-01-01'), predecessors: ['0788'], successor: null },
];

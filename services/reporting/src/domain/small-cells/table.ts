/** Counts of a table by the name of the cell. */
export type Counts = ReadonlyMap<string, number>;

/** A total, and the cells that add up to it. */
export interface Line {
  readonly total: string;
  readonly cells: readonly string[];
}

/** Published counts are multiples of this. */
export const ROUNDING = 5;

/** A count as it is published. */
export const rounded = (count: number): number => Math.round(count / ROUNDING) * ROUNDING;

import type { YouthTables } from './collectors.js';
import type { LineTable } from '../encode/segment.js';
import { at, NONE, type Table } from '../tables/table.js';

/** Positions after `from` up to and including `to`. */
export interface Between {
  readonly from: number;
  readonly to: number;
}

/** Numbers of youths with new records between two positions, or with lines in a month that started to count. */
export class TouchedYouths {
  readonly youths = new Set<number>();

  constructor(private readonly between: Between) {}

  /** Adds the youths in the tables of a segment. */
  addTables({ facts, care, assignments, other, evidence }: YouthTables): void {
    for (const table of [facts, care, assignments, other, evidence]) this.#add(table, () => false);
  }

  /** Adds lines. `before` and `after`: 1 for every declaration that counts at that position. */
  addLines(table: LineTable, before: Uint8Array, after: Uint8Array): void {
    const { declaration } = table.column;
    this.#add(table, (row) => before[at(declaration, row)] !== after[at(declaration, row)]);
  }

  #add({ rows, column }: Table<'youth' | 'position'>, isOther: (row: number) => boolean): void {
    const { from, to } = this.between;
    for (let row = 0; row < rows; row += 1) {
      const position = at(column.position, row);
      const youth = at(column.youth, row);
      if (youth !== NONE && ((position > from && position <= to) || isOther(row))) this.youths.add(youth);
    }
  }
}

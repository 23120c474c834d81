import type { Month } from '@regieboek/kernel';
import { madeColumns } from '../domain/star/common-columns.js';
import { monthTables, nightTables, regionTables } from '../domain/star/tables.js';
import type { StarRow, StarTable } from '../domain/star/table.js';
import type { Star } from './star-source.js';

/** Description of a table, without the way to make its rows. */
export type Described = Omit<StarTable<never>, 'rows'>;

/** A file of the star schema: a table of a region, or one month of it. */
export interface Partition {
  readonly table: Described;
  readonly region: string;
  readonly month: Month | null;
  /** Makes the rows, the same each time: they are never all in memory. */
  readonly rows: () => Iterable<StarRow>;
}

/** All files of a region, one after another: the months of declaration, the months of nights, then the region. */
export async function* partitionsOf(star: Star): AsyncGenerator<Partition> {
  const { region } = star.made;
  for (const month of star.months) {
    const known = await star.month(month);
    for (const table of monthTables) yield { table, region, month, rows: () => table.rows(known) };
  }
  for (const nights of star.nights)
    for (const table of nightTables) yield { table, region, month: nights.month, rows: () => table.rows(nights) };
  for (const table of regionTables) yield { table, region, month: null, rows: () => table.rows(star.region) };
}

/** Names of the columns that say from what a row was made: they change with every export, the rest of the row may not. */
const made = new Set(Object.keys(madeColumns));

/** Columns of a row that are content. */
export const contentColumns = ({ columns }: Described): string[] =>
  Object.keys(columns).filter((name) => !made.has(name));

import { createHash } from 'node:crypto';
import type { StarRow } from '../domain/star/table.js';
import { contentColumns, type Described } from './partitions.js';

/** Figures of the rows of a file. */
export interface RowFigures {
  /** Number of rows. */
  readonly rows: number;
  /** SHA-256 over the content of the rows in order: columns that say from what they were made do not count. */
  readonly content: string;
  /** Sum of each column of whole numbers that adds up. */
  readonly sums: Record<string, number>;
}

/** Names of the columns that add up. */
const additive = ({ columns }: Described): string[] =>
  Object.entries(columns)
    .filter(([, { kind }]) => kind === 'count' || kind === 'money')
    .map(([name]) => name);

/** Number, digest and sums of the rows of a file. */
export function figuresOf(table: Described, rows: Iterable<StarRow>): RowFigures {
  const [names, added] = [contentColumns(table), additive(table)];
  const hash = createHash('sha256');
  const sums = Object.fromEntries(added.map((name) => [name, 0]));
  let count = 0;
  for (const row of rows) {
    count += 1;
    hash.update(`${JSON.stringify(names.map((name) => row[name]))}\n`);
    for (const name of added) sums[name] = (sums[name] ?? 0) + Number(row[name] ?? 0);
  }
  return { rows: count, content: hash.digest('hex'), sums };
}

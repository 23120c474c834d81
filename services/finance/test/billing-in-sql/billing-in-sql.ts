import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import type { StoryEvent } from '@regieboek/journal/testing';
import { fromDay, type Month } from '@regieboek/kernel';
import { mergers } from '@regieboek/residence';
import type { BilledLine, BillingRun } from '../../src/domain/runs/billing-run.js';
import type { LumpSumLine } from '@regieboek/billing';

/** A region as its log tells it, and the months to bill of it. */
export interface StoryFacts {
  readonly events: readonly StoryEvent[];
  readonly months: readonly Month[];
}

/**
 * Texts of the lines of a run, in an order of their own, so that runs are the same exactly when these are. Leaves out what
 * SQL does not give: the facts behind a line and the reasons to look at it.
 */
export interface LineTexts {
  readonly lines: readonly string[];
  readonly lumpSums: readonly string[];
}

type Compared = Omit<BilledLine, 'facts' | 'review'>;

const text = (one: object): string =>
  JSON.stringify(Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))));

const compared = ({ facts: _, review: __, ...line }: BilledLine): Compared => line;

/** Lines of a run as they are compared. */
export const textsOf = ({ lines, lumpSums }: Pick<BillingRun, 'lines' | 'lumpSums'>): LineTexts => ({
  lines: lines.map((line) => text(compared(line))).toSorted(),
  lumpSums: lumpSums.map(text).toSorted(),
});

/** References may hold text that no database takes, so there they stand as JSON. */
const stored = (data: unknown): string =>
  JSON.stringify(data, (key, value: unknown) =>
    key === 'reference' || (key === 'previous' && value !== null) ? JSON.stringify(value) : value,
  );

type FromSql = Omit<Compared, 'id' | 'kind'> & { readonly part: number };

const toLine = ({ part, ...line }: FromSql): Compared => {
  const reference: unknown = JSON.parse(line.reference);
  return {
    ...line,
    reference: `${String(reference)}`,
    id: `${line.provider}.${String(reference)}.${part}`,
    kind: 'line',
  };
};

const folder = new URL('.', import.meta.url);

async function fill(client: pg.Client, told: readonly StoryFacts[]): Promise<void> {
  await client.query(`
    CREATE TABLE event (region int, position int, stream text, type text, data jsonb, PRIMARY KEY (region, position));
    CREATE TABLE asked (region int, month text);
    CREATE TABLE merger (region int, first_day date, predecessor text, successor text);
    CREATE INDEX ON merger (region, predecessor)`);
  const rows = told.flatMap(({ events }, region) =>
    events.map(({ position, stream, type, data }) => ({ region, position, stream, type, data: stored(data) })),
  );
  await client.query(
    'INSERT INTO event SELECT * FROM jsonb_to_recordset($1) AS e(region int, position int, stream text, type text, data text)'.replace(
      'SELECT *',
      'SELECT region, position, stream, type, data::jsonb',
    ),
    [JSON.stringify(rows)],
  );
  const asked = told.flatMap(({ months }, region) => months.map((month) => ({ region, month })));
  await client.query('INSERT INTO asked SELECT * FROM jsonb_to_recordset($1) AS a(region int, month text)', [
    JSON.stringify(asked),
  ]);
  const national = mergers.map(({ day, predecessors, successor }) => ({
    date: fromDay(day),
    from: predecessors,
    to: successor,
  }));
  // National mergers and those of the region's own definition, one row per code that ended.
  await client.query(
    `INSERT INTO merger
     SELECT e.region, (m ->> 'date')::date, code, m ->> 'to'
     FROM event e
     CROSS JOIN LATERAL jsonb_array_elements($1::jsonb || (e.data -> 'mergers')) AS m
     CROSS JOIN LATERAL jsonb_array_elements_text(m -> 'from') AS code
     WHERE e.type = 'contracts.region-defined.v1'`,
    [JSON.stringify(national)],
  );
}

/** Bills the months of regions in an empty database, by the SQL beside this file. One entry per region and month, as asked. */
export async function billedInSql(url: string, told: readonly StoryFacts[]): Promise<LineTexts[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Each call in a schema of its own, gone with it.
    await client.query('BEGIN; CREATE SCHEMA billing; SET LOCAL search_path = billing; SET LOCAL jit = off');
    await fill(client, told);
    await client.query('ANALYZE event, asked, merger');
    const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
    for (const file of files) {
      for (const statement of (await readFile(new URL(file, folder), 'utf8'))
        .replaceAll(/--.*$/gm, '')
        .split(/;\s*$/m)) {
        await client.query(statement);
        const table = /CREATE TABLE (\w+)/.exec(statement)?.[1];
        if (table) await client.query(`ANALYZE ${table}`);
      }
    }
    const lines = await client.query<{ region: number; month: string; line: FromSql }>('SELECT * FROM billed');
    const lumpSums = await client.query<{ region: number; month: string; line: LumpSumLine }>(
      'SELECT * FROM billed_lump_sum',
    );
    return told.flatMap(({ months }, region) =>
      months.map((month) => {
        const isOf = (row: { region: number; month: string }) => row.region === region && row.month === month;
        return {
          lines: lines.rows
            .filter(isOf)
            .map(({ line }) => text(toLine(line)))
            .toSorted(),
          lumpSums: lumpSums.rows
            .filter(isOf)
            .map(({ line }) => text(line))
            .toSorted(),
        };
      }),
    );
  } finally {
    await client.query('ROLLBACK');
    await client.end();
  }
}

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { newFolder } from '../../test/saved-log.js';
import { contentOf } from '../folder/part-reader.js';
import type { TableOfBackup } from '../format/manifest.js';
import { partLimits } from '../log/save-region.js';
import { restoreTable } from './restore-table.js';
import { saveTable } from './save-table.js';
import { onSnapshot } from './snapshot.js';
import type { KeptTable } from './tables.js';

const kept: KeptTable = {
  table: 'public.message',
  order: { by: 'received_at', type: 'timestamptz' },
  key: ['id'],
  large: ['sealed'],
};

let database: TestDatabase;
let client: pg.Client;
let folder: Awaited<ReturnType<typeof newFolder>>;
let number = 0;

beforeAll(async () => {
  database = await startTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.stop();
});
beforeEach(async () => {
  folder = await newFolder();
  number = 0;
  await client.query(`DROP TABLE IF EXISTS message; CREATE TABLE message (
    id text PRIMARY KEY, received_at timestamptz NOT NULL, sealed bytea, note text, number int)`);
});
afterEach(() => folder.remove());

const add = (from: number, to: number) =>
  client.query(
    `INSERT INTO message SELECT md5(n::text), timestamptz '2025-10-01' + (n / 2) * interval '1 second',
       decode(md5(n::text), 'hex'), CASE WHEN n % 3 = 0 THEN E'a\\tb\\n\\\\c' END, n FROM generate_series($1::int, $2::int) n`,
    [from, to],
  );

async function save(saved?: TableOfBackup, partsMax = Infinity): Promise<TableOfBackup> {
  let latest: TableOfBackup | undefined;
  const nextFile = (content: string) => `${`${(number += 1)}`.padStart(6, '0')}-${content}.zst`;
  const saving = { folder, limits: partLimits, nextFile, chunks: { rowsMax: 1_500, bytesMax: 1e9 } };
  let parts = 0;
  await onSnapshot(database.url, async (snapshot) => {
    for await (const state of saveTable(snapshot, kept, saved, saving)) {
      latest = state;
      if ((parts += 1) >= partsMax) throw new Error('power cut');
    }
  }).catch((error: unknown) => {
    if (parts < partsMax) throw error;
  });
  if (!latest) throw new Error('nothing was saved');
  return latest;
}

async function numbersIn({ chunks }: TableOfBackup): Promise<number[]> {
  const lines: string[] = [];
  for (const chunk of chunks) {
    let text = '';
    for await (const bytes of contentOf(folder, chunk)) text += bytes.toString();
    expect(text.split('\n')).toHaveLength(chunk.rows + 1);
    lines.push(...text.trimEnd().split('\n'));
  }
  return lines.map((line) => Number(line.split('\t').at(-1)));
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const files = ({ chunks }: TableOfBackup) => chunks.map(({ file }) => file);
const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b);

describe('a saved table', () => {
  it('has all rows, each once, in chunks', async () => {
    await add(1, 5_000);
    const saved = await save();
    expect(saved).toMatchObject({ rows: 5_000, columns: ['id', 'received_at', 'sealed', 'note', 'number'] });
    expect(saved.chunks.length).toBeGreaterThan(3);
    expect(sorted(await numbersIn(saved))).toEqual(range(1, 5_000));
  });

  it('gets no new part when nothing changed', async () => {
    await add(1, 4_000);
    const saved = await save();
    expect(await save(saved)).toEqual(saved);
  });

  it('gets new parts for new rows only', async () => {
    await add(1, 4_500);
    const saved = await save();
    await add(4_502, 6_000);
    const later = await save(saved);
    expect(files(later).slice(0, saved.chunks.length)).toEqual(files(saved));
    expect(sorted(await numbersIn(later))).toEqual([...range(1, 4_500), ...range(4_502, 6_000)]);
  });

  it('writes again the chunks of rows that were changed or removed, and no others', async () => {
    await add(1, 7_000);
    const saved = await save();
    await client.query('UPDATE message SET note = NULL WHERE number = 2000; DELETE FROM message WHERE number = 6500');
    const later = await save(saved);
    const again = files(later).filter((file) => !files(saved).includes(file));
    expect(again).toHaveLength(2);
    expect(sorted(await numbersIn(later))).toEqual(range(1, 7_000).filter((one) => one !== 6_500));
  });

  it('puts a small last chunk together with new rows', async () => {
    await add(1, 10);
    const saved = await save();
    await add(12, 20);
    const later = await save(saved);
    expect(later.chunks).toHaveLength(1);
    expect(sorted(await numbersIn(later))).toEqual([...range(1, 10), ...range(12, 20)]);
  });

  it('goes on after the chunks that a killed backup finished', async () => {
    await add(1, 6_000);
    const half = await save(undefined, 2);
    const whole = await save(half);
    expect(files(whole).slice(0, 2)).toEqual(files(half));
    expect(sorted(await numbersIn(whole))).toEqual(range(1, 6_000));
  });

  it('is written again as a whole when its columns changed', async () => {
    await add(1, 2_000);
    const saved = await save();
    await client.query('ALTER TABLE message ADD COLUMN other int');
    const later = await save(saved);
    expect(later.columns).toContain('other');
    expect(files(later).filter((file) => files(saved).includes(file))).toEqual([]);
  });

  it('stays right when all rows come before those that were saved, and when none are left', async () => {
    await add(5_000, 8_000);
    const saved = await save();
    await client.query('DELETE FROM message WHERE number < 6500');
    await add(1, 3_000);
    const later = await save(saved);
    expect(sorted(await numbersIn(later))).toEqual([...range(1, 3_000), ...range(6_500, 8_000)]);
    await client.query('DELETE FROM message');
    expect(await save(later)).toMatchObject({ rows: 0, chunks: [] });
  });

  it('is restored as it was, into a table with columns of a later version', async () => {
    await add(1, 3_000);
    const before = (await client.query('SELECT * FROM message ORDER BY id')).rows as unknown[];
    const saved = await save();
    await client.query('TRUNCATE message; ALTER TABLE message ADD COLUMN later int');
    await restoreTable(client, folder, saved);
    await client.query('ALTER TABLE message DROP COLUMN later');
    expect((await client.query('SELECT * FROM message ORDER BY id')).rows).toEqual(before);
  });

  it('is not restored into a table that lacks a column', async () => {
    await add(1, 3);
    const saved = await save();
    await client.query('ALTER TABLE message DROP COLUMN note');
    await expect(restoreTable(client, folder, saved)).rejects.toThrow(/does not know \(note\)/);
  });
});

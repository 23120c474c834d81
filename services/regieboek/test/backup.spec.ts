/** `regieboek backup`, `backup verify` and `restore`, on a database of the settings. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command, type Printed } from './printed.js';
import * as story from './story.js';

const region = ['--region', story.region];
const month = [...region, '--period', story.month];
const fourth = story.testBsns(4)[3] ?? '';

/** Answers of a ledger: bill, proof of the seal, and digest of the log. */
interface Answers {
  readonly bill: unknown;
  readonly proof: readonly string[];
  readonly retention: readonly string[];
}

let ledger: LedgerFolder;
let root: string;
let sealed: readonly string[];
let answers: Answers;
const databases: TestDatabase[] = [];

const dir = (name: string): string => join(root, name);

async function answersNow(): Promise<Answers> {
  const [mark = ''] = /[0-9a-f]{64}$/.exec(sealed[2] ?? '') ?? [];
  return {
    bill: (await command('bill', ...month, '--json')).json,
    proof: (await command('verify', ...month, '--mark', mark)).lines,
    retention: (await command('retention', ...region)).lines,
  };
}

/** Runs `work` with the command line on a new, empty database. */
async function elsewhere<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const database = await startTestDatabase();
  databases.push(database);
  const before = process.env['DATABASE_URL'];
  process.env['DATABASE_URL'] = database.url;
  try {
    return await work(database.url);
  } finally {
    process.env['DATABASE_URL'] = before;
  }
}

async function asked(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const head = async (url: string): Promise<number> =>
  Number((await asked(url, 'SELECT count(*) AS events FROM log.event'))[0]?.['events']);

const done = (printed: Printed): Printed => {
  expect([printed.code, printed.errors]).toEqual([0, '']);
  return printed;
};

const first = ({ json }: Printed) => json[0] as Record<string, unknown>;

beforeAll(async () => {
  ledger = await ledgerFolder('backup');
  root = await mkdtemp(join(tmpdir(), 'regieboek backups '));
  done(await command('import', ledger.files));
  const waive = [...(await command('seal', ...month, '--by', 'controller-3')).lines.join('\n').matchAll(/line:\S+/g)];
  const waivers = waive.flatMap(([item]) => ['--waive', `${item}=start follows`]);
  sealed = done(await command('seal', ...month, '--by', 'controller-3', ...waivers)).lines;
  answers = await answersNow();
  done(await command('backup', dir('whole')));
});
afterAll(async () => {
  await ledger.stop();
  for (const database of databases) await database.stop();
  await rm(root, { recursive: true, force: true });
});

describe('a backup', () => {
  it('is verified without a database', async () => {
    const before = process.env['DATABASE_URL'];
    process.env['DATABASE_URL'] = 'postgres://nobody@127.0.0.1:1/nothing';
    try {
      const { lines } = done(await command('backup', 'verify', dir('whole'), '--deep'));
      expect(lines.at(-1)).toMatch(/^\d+ parts verified; the backup was completed at /);
    } finally {
      process.env['DATABASE_URL'] = before;
    }
  });

  it('contains no number, name or key in any of its files', async () => {
    const files = (await readdir(dir('whole'), { recursive: true })).filter((name) => /\.(zst|json)$/.test(name));
    expect(files.length).toBeGreaterThan(8);
    for (const name of files) {
      const bytes = await readFile(join(dir('whole'), name));
      const text = name.endsWith('.zst') ? zstdDecompressSync(bytes).toString('latin1') : bytes.toString('latin1');
      for (const secret of [story.bsn, story.otherBsn, story.familyName, story.streetName, '17'.repeat(32)])
        expect([name, text.includes(secret)]).toEqual([name, false]);
    }
  });

  it('gets only the new entries of the audit log when nothing else happened', async () => {
    done(await command('backup', dir('again')));
    const before = await readdir(join(dir('again'), 'parts'));
    const { json } = done(await command('backup', dir('again'), '--json'));
    expect(json).toEqual([expect.objectContaining({ newParts: 1 })]);
    const added = (await readdir(join(dir('again'), 'parts'))).filter((name) => !before.includes(name));
    expect(added).toEqual([expect.stringMatching(/-audit\.entry\.zst$/)]);
  });

  it('of another ledger is not written over', async () => {
    await elsewhere(async () => {
      done(await command('import', join(ledger.files, 'contracts.yaml')));
      const { code, errors } = await command('backup', dir('whole'));
      expect([code, errors]).toEqual([1, expect.stringMatching(/contains a backup of another ledger/)]);
    });
    done(await command('backup', 'verify', dir('whole')));
  });

  it('is not made where there is no ledger', async () => {
    await elsewhere(async () => {
      const { code, errors } = await command('backup', dir('none'));
      expect([code, errors]).toEqual([1, expect.stringMatching(/there is no ledger/)]);
    });
  });
});

describe('a restored ledger', () => {
  it('has the same bill, seal and digests, and its backups go on where those of the original ended', async () => {
    const restored = await elsewhere(async () => {
      const printed = first(done(await command('restore', dir('whole'), '--json')));
      expect(await answersNow()).toEqual(answers);
      expect(done(await command('audit', 'verify', ...region)).lines[0]).toMatch(/entries in order/);
      expect(done(await command('keys', 'check')).lines.at(-1)).toMatch(/everything decrypts/);
      await mkdir(dir('next'));
      done(await command('backup', dir('next')));
      return printed;
    });
    expect(restored).toMatchObject({ cuts: [], erased: [] });
    const verified = first(done(await command('backup', 'verify', dir('next'), '--json')));
    expect({ ledger: verified['ledger'], regions: verified['regions'] }).toEqual({
      ledger: restored['ledger'],
      regions: restored['regions'],
    });
  });

  it('imports the same files again without change, and new ones as before', async () => {
    await elsewhere(async (url) => {
      done(await command('restore', dir('whole')));
      const before = await head(url);
      done(await command('import', ledger.files));
      expect(await head(url)).toBe(before);
      await writeFile(dir('new.xml'), story.jw301(fourth, 9));
      const added = first(done(await command('import', dir('new.xml'), '--json')));
      expect(JSON.stringify(added)).toContain('"status":"processed"');
      expect(await head(url)).toBeGreaterThan(before);
    });
  });

  it('is not opened while the restore is not done, and another attempt finishes it', async () => {
    await elsewhere(async (url) => {
      done(await command('restore', dir('whole')));
      await asked(url, `UPDATE platform.restore SET stage = 'log'`);
      const refused = await command('bill', ...month);
      expect([refused.code, refused.errors]).toEqual([1, expect.stringMatching(/run regieboek restore with the same/)]);
      const other = await command('restore', dir('again'));
      expect([other.code, other.errors]).toEqual([1, expect.stringMatching(/contains part of another backup/)]);
      done(await command('restore', dir('whole')));
      expect(await answersNow()).toEqual(answers);
    });
  });

  it('is made only where nothing is', async () => {
    const { code, errors } = await command('restore', dir('whole'));
    expect([code, errors]).toEqual([1, expect.stringMatching(/is not empty: restore into an empty folder/)]);
    expect(await answersNow()).toEqual(answers);
  });

  it('needs the key of the backup', async () => {
    await elsewhere(async (url) => {
      const key = process.env['REGIEBOEK_VAULT_KEY'];
      process.env['REGIEBOEK_VAULT_KEY'] = '18'.repeat(32);
      const other = await command('restore', dir('whole'));
      expect([other.code, other.errors]).toEqual([1, expect.stringMatching(/not with key [0-9a-f]{8}: name that key/)]);
      process.env['REGIEBOEK_VAULT_KEY'] = '';
      const none = await command('restore', dir('whole'));
      expect([none.code, none.errors]).toEqual([1, expect.stringMatching(/name the file with that key \(--key/)]);
      process.env['REGIEBOEK_VAULT_KEY'] = key;
      expect(await asked(url, `SELECT nspname FROM pg_namespace WHERE nspname IN ('log', 'platform')`)).toEqual([]);
    });
  });

  it('of a damaged backup is not begun, and the part is named', async () => {
    await elsewhere(async (url) => {
      process.env['DATABASE_URL'] = ledger.databaseUrl;
      done(await command('backup', dir('harmed')));
      process.env['DATABASE_URL'] = url;
      const [name = ''] = (await readdir(join(dir('harmed'), 'parts'))).filter((one) => one.includes('log-zhz'));
      await rm(join(dir('harmed'), 'parts', name));
      const { code, errors } = await command('restore', dir('harmed'));
      expect([code, errors]).toEqual([1, expect.stringContaining(`${name} is missing`)]);
      expect(await asked(url, `SELECT nspname FROM pg_namespace WHERE nspname = 'platform'`)).toEqual([]);
    });
  });
});

describe('a ledger restored to an earlier moment', () => {
  it('records nothing by itself, and the same files give the same bill again', async () => {
    await elsewhere(async (url) => {
      const { lines } = done(await command('restore', dir('whole'), '--up-to', `${story.region}:12`));
      expect(lines).toContain('region zhz restored up to position 12');
      await command('bill', ...month);
      await command('retention', ...region);
      expect(await head(url)).toBe(12);
      done(await command('import', ledger.files));
      const { digest, totals } = first(done(await command('bill', ...month, '--json')));
      expect(answers.bill).toEqual([expect.objectContaining({ digest, totals })]);
    });
  });

  it('has what was recorded until the end of a day', async () => {
    await elsewhere(async (url) => {
      done(await command('restore', dir('whole'), '--recorded-until', '2020-01-31'));
      expect(await asked(url, 'SELECT FROM log.event')).toEqual([]);
      expect(await asked(url, 'SELECT FROM finance.message')).toEqual([]);
    });
  });

  it.each([
    ['a position that is not there', ['--up-to', 'zhz:99999'], /has no event 99999 of region zhz/, 1],
    ['a region that is not there', ['--up-to', 'xyz:1'], /it has no such region/, 1],
    ['two kinds of moments', ['--up-to', 'zhz:1', '--recorded-until', '2025-01-01'], /cannot be used with/, 2],
    ['a position in another form', ['--up-to', 'zhz'], /for example zhz:1234/, 2],
  ])('is refused with %s', async (_, argv, text, exit) => {
    await elsewhere(async () => {
      const { code, errors } = await command('restore', dir('whole'), ...argv);
      expect([code, errors]).toEqual([exit, expect.stringMatching(text)]);
    });
  });
});

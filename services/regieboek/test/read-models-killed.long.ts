import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import { DeclarationIntake } from '@regieboek/finance';
import { PROJECTIONS, type Projections } from '@regieboek/platform';
import { startChild, until, type Child } from './child.js';
import { readModelRows, readModels } from './read-model-rows.js';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

let running: Running;
let stop: () => Promise<void>;
let url: string;
let before: Record<string, readonly string[]>;

/** Number of the advisory lock that a row of `finance.line` waits for when it is written. */
const STALL = 4_711;

beforeAll(async () => {
  ({ running, stop, url } = await startOnNewDatabase());
  await importStory(running);
  await running.resolve(DeclarationIntake).take(Buffer.from(story.jw323()));
  const projections = running.resolve<Projections>(PROJECTIONS);
  for (const one of readModels) await projections.catchUp(one, story.region);
  await running.administrator.query(`
    CREATE FUNCTION public.stall() RETURNS boolean LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${STALL}); RETURN true; END $$;
    ALTER TABLE finance.line ADD CONSTRAINT stall CHECK (public.stall())`);
  before = await rows();
});
afterAll(() => stop());

/** Rows of the live read models; checkpoints of a running rebuild are not theirs. */
async function rows(): Promise<Record<string, readonly string[]>> {
  const found = await readModelRows(running.administrator);
  return {
    ...found,
    'platform.checkpoint': (found['platform.checkpoint'] ?? []).filter((row) => !row.includes('.next')),
  };
}

const rebuild = (): Child =>
  startChild(['read-models', 'rebuild', 'finance.declarations', '--database', url], {
    REGIEBOEK_VAULT_KEY: '17'.repeat(32),
  });

/** True while a process waits for a lock on a table, or for an advisory lock. */
async function isWaitingFor(what: string): Promise<true | undefined> {
  const { rows: found } = await running.administrator.query(
    `SELECT 1 FROM pg_locks WHERE NOT granted AND (relation = to_regclass($1) OR locktype = $1)`,
    [what],
  );
  return found.length > 0 ? true : undefined;
}

/** Runs a rebuild into a lock that the test holds, kills it there, and lets go of the lock. */
async function killedAt(what: string, hold: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await running.administrator.connect();
  try {
    await client.query('BEGIN');
    await hold(client);
    const child = rebuild();
    await until(`the rebuild waits for ${what}`, () => isWaitingFor(what));
    child.kill('SIGKILL');
    expect((await child.ended).signal).toBe('SIGKILL');
    expect(await rows()).toEqual(before);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

describe('a rebuild that is killed leaves the live tables unchanged', () => {
  it('before it has made tables', () =>
    killedAt('platform.rebuild', async (client) => {
      await client.query('LOCK TABLE platform.rebuild IN ACCESS EXCLUSIVE MODE');
    }));

  it('while it fills them (R15)', () =>
    killedAt('advisory', async (client) => {
      await client.query(`SELECT pg_advisory_xact_lock(${STALL})`);
    }));

  it('while it waits for queries on the live tables, before it switches', () =>
    killedAt('finance.declaration', async (client) => {
      await client.query('LOCK TABLE finance.declaration IN ACCESS SHARE MODE');
    }));

  it('in the middle of the switch, when the old tables are dropped and the new ones not renamed', () =>
    killedAt('finance_next.declaration', async (client) => {
      // Made by the rebuilds before this one.
      await client.query('LOCK TABLE finance_next.declaration IN SHARE UPDATE EXCLUSIVE MODE');
    }));

  it('and the next one continues, with the same rows in the end', async () => {
    const { code, output, errors } = await rebuild().ended;
    expect([code, output]).toEqual([0, 'finance.declarations.v1: rebuilt from the log in 1 region\n']);
    expect(errors).toContain('continuing an interrupted rebuild');
    expect(await rows()).toEqual(before);
  });
});

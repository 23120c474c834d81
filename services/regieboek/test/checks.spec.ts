import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeclarationIntake } from '@regieboek/finance';
import type { CheckResult } from '@regieboek/platform';
import { command } from './printed.js';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

let running: Running;
let stop: () => Promise<void>;

beforeAll(async () => {
  const started = await startOnNewDatabase();
  ({ running, stop } = started);
  Object.assign(process.env, {
    DATABASE_URL: started.url,
    REGIEBOEK_VAULT_KEY: '17'.repeat(32),
    REGIEBOEK_TODAY: '2026-03-06',
  });
  await importStory(running);
  await running.resolve(DeclarationIntake).take(Buffer.from(story.jw323()));
  await running.get(`/v1/regions/${story.region}/declarations`);
  const body = JSON.stringify({ by: 'controller-3' });
  const sealed = await running.post(
    `/v1/regions/${story.region}/periods/${story.month}/seal`,
    'application/json',
    body,
  );
  expect([200, 201]).toContain(sealed.statusCode);
});
afterAll(() => stop());

interface Checked {
  readonly isSound: boolean;
  readonly results: readonly CheckResult[];
}

const checked = async (deep = true): Promise<Checked> =>
  (await running.get(`/v1/regions/${story.region}/checks?deep=${deep}`)).json<Checked>();

/** Codes of the faults found, by check. */
const faultsOf = ({ results }: Checked) =>
  results.flatMap(({ check, faults }) => faults.map(({ code }) => `${check}: ${code}`));

/** Runs statements as administrator, for whom the tables are not append-only, and undoes them after `work`. */
async function damagedBy(
  damage: readonly string[],
  repair: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const client = await running.administrator.connect();
  try {
    await client.query(`SET session_replication_role = replica`);
    for (const statement of damage) await client.query(statement);
    await work().finally(async () => {
      for (const statement of repair) await client.query(statement);
    });
  } finally {
    // Ends the session, with its setting.
    client.release(true);
  }
}

describe('the checks of a sound ledger', () => {
  it('find nothing, at once and deep, and do not change anything', async () => {
    for (const deep of [false, true]) {
      const result = await checked(deep);
      expect(faultsOf(result)).toEqual([]);
      expect(result.isSound).toBe(true);
    }
    const { rows } = await running.administrator.query(
      `SELECT table_name FROM information_schema.tables WHERE table_schema LIKE '%\\_next' UNION ALL SELECT consumer FROM platform.rebuild`,
    );
    expect(rows).toEqual([]);
  });

  it('look at everything: the log, the audit log, the vault, messages, every read model, seals and books', async () => {
    const [{ results }] = (await command('check', '--deep', '--json')).json as [Checked];
    expect([...new Set(results.map(({ check }) => check))]).toEqual([
      ...['log', 'audit', 'vault', 'messages', 'read-model', 'seals', 'books'],
    ]);
    const head = await running.resources.log.head(story.region);
    expect(results[0]).toMatchObject({
      subject: story.region,
      count: head,
      mark: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(results.filter(({ check }) => check === 'read-model')).toHaveLength(13);
  });

  it('are a line each on the command line, with exit code 0', async () => {
    const { code, lines } = await command('check', '--deep');
    expect([code, lines.at(-1)]).toEqual([0, `${lines.length - 3} checks, all in order`]);
    expect(lines.find((line) => line.startsWith('seals'))).toMatch(/in order +[0-9a-f]{64}$/);
    const { json } = await command('check', '--region', story.region, '--json');
    expect(json).toEqual([expect.objectContaining({ isSound: true })]);
  });
});

describe('the checks find', () => {
  it.each([
    [
      'a line of a read model that the log does not have',
      ['UPDATE finance.declaration SET submitted_cents = submitted_cents + 1'],
      ['UPDATE finance.declaration SET submitted_cents = submitted_cents - 1'],
      ['read-model: differs-from-log'],
    ],
    [
      'a read model that is ahead of the log',
      [`UPDATE platform.checkpoint SET position = position + 1000 WHERE consumer LIKE 'finance.declarations%'`],
      [`UPDATE platform.checkpoint SET position = position - 1000 WHERE consumer LIKE 'finance.declarations%'`],
      ['read-model: ahead-of-log', 'read-model: other-log'],
    ],
    [
      'a message that is gone',
      ['CREATE TABLE public.kept AS TABLE finance.message', 'DELETE FROM finance.message'],
      ['INSERT INTO finance.message SELECT * FROM public.kept', 'DROP TABLE public.kept'],
      ['messages: message-missing'],
    ],
    [
      'an answer that is gone',
      ['CREATE TABLE public.kept AS TABLE placements.message', 'UPDATE placements.message SET answer = NULL'],
      [
        'UPDATE placements.message m SET answer = k.answer FROM public.kept k WHERE k.id = m.id',
        'DROP TABLE public.kept',
      ],
      ['messages: answer-missing'],
    ],
    [
      'an entry of the audit log that was changed',
      [
        'ALTER TABLE audit.entry DISABLE TRIGGER ALL',
        `UPDATE audit.entry SET subject = subject || 'x' WHERE position = 2`,
      ],
      [
        `UPDATE audit.entry SET subject = left(subject, -1) WHERE position = 2`,
        'ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER no_removal',
      ],
      ['audit: broken-chain'],
    ],
    [
      'an event that is gone',
      [
        `CREATE TABLE public.kept AS SELECT * FROM log.event WHERE position = 3`,
        'DELETE FROM log.event WHERE position = 3',
      ],
      ['INSERT INTO log.event SELECT * FROM public.kept', 'DROP TABLE public.kept'],
      ['log: gap-in-log'],
    ],
    [
      'an event that was changed, in a sealed month',
      [
        'CREATE TABLE public.kept AS SELECT * FROM log.event WHERE position = 3',
        `UPDATE log.event SET meta = '{"actor":"other"}' WHERE position = 3`,
      ],
      ['UPDATE log.event e SET meta = k.meta FROM public.kept k WHERE e.position = 3', 'DROP TABLE public.kept'],
      ['seals: not-proven'],
    ],
  ])('%s', async (_, damage, repair, expected) => {
    await damagedBy(damage, repair, async () => {
      const found = await checked();
      expect(found.isSound).toBe(false);
      expect(faultsOf(found)).toEqual(expect.arrayContaining(expected));
    });
  });

  it('a secret that was changed, on the command line alone, because secrets are of all regions together', async () => {
    const change = [`UPDATE placements.identity SET sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20))`];
    await damagedBy(change, change, async () => {
      const [found] = (await command('check', '--deep', '--json')).json as [Checked];
      expect(faultsOf(found)).toEqual(['vault: cannot-be-opened']);
      expect((await checked()).isSound).toBe(true);
    });
  });

  it('a fault on the command line too, which then refuses, and names the remedy', async () => {
    await damagedBy(
      ['UPDATE finance.declaration SET submitted_cents = submitted_cents + 1'],
      ['UPDATE finance.declaration SET submitted_cents = submitted_cents - 1'],
      async () => {
        const { code, lines, errors } = await command('check', '--deep');
        expect(code).toBe(1);
        expect(lines.join('\n')).toMatch(/finance\.declarations\.v1 +\d+ +NOT in order/);
        expect(lines.at(-1)).toMatch(
          /^- finance\.declaration: .*regieboek read-models rebuild finance\.declarations\.v1/,
        );
        expect(errors).toContain('1 check is not in order');
      },
    );
    expect((await checked()).isSound).toBe(true);
  });
});

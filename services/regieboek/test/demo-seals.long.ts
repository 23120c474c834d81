import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ruleSets } from '@regieboek/billing';
import { GetBilledLines, ProvePeriods, billPeriod, type Proof } from '@regieboek/finance';
import { replay } from '@regieboek/journal';
import { lastDayOf, monthOf, toDay, type Month } from '@regieboek/kernel';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { sealMonths, type DemoSeal } from '../src/cli/demo/seals.js';
import { Regieboek } from '../src/process/regieboek.js';
import { readSettings } from '../src/process/settings.js';
import { command } from './printed.js';

const rules = ruleSets.named('2025.1');

const months = ['2025-09', '2025-10', '2025-11', '2025-12'].map((text): Month => monthOf(toDay(`${text}-01`)));
const regions = ['wbo', 'wbw', 'zeeland', 'zhz'];
const [last] = months.slice(-1);

interface Demonstrated {
  readonly seals: readonly DemoSeal[];
  readonly proofs: readonly Proof[];
}

describe('the demo', () => {
  let database: TestDatabase;
  let folder: string;
  let shown: Demonstrated;

  /** The product on what the demo left, as after a restart. */
  async function restarted<Result>(work: (regieboek: Regieboek) => Promise<Result>): Promise<Result> {
    const variables = { DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: '17'.repeat(32) };
    const today = lastDayOf(last ?? months[0] ?? monthOf(0)) + 45;
    const regieboek = await Regieboek.open(readSettings(variables, { dataDir: join(folder, 'data'), today }));
    try {
      return await work(regieboek);
    } finally {
      await regieboek.close();
    }
  }

  beforeAll(async () => {
    database = await startTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'regieboek demo '));
    Object.assign(process.env, { DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: '17'.repeat(32) });
    const { code, json, errors } = await command('demo', '--youths', '200', '--months', '4', '--out', folder, '--json');
    if (code !== 0) throw new Error(errors);
    shown = json[0] as Demonstrated;
  });
  afterAll(async () => {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('seals the oldest months of every region, waives open items one by one, and verifies them', () => {
    const sealed = regions.flatMap((region) => months.slice(0, 2).map((period) => [region, period]));
    expect(shown.seals.map(({ region, period }) => [region, period])).toEqual(sealed);
    expect(shown.seals.some(({ waived }) => waived > 0)).toBe(true);
    expect(shown.proofs.map(({ region, faults }) => [region, faults])).toEqual(regions.map((region) => [region, []]));
  });

  it('bills from the journal the same as the rules over a replay of the log, every month of every region', async () => {
    await restarted(async (regieboek) => {
      const { log } = regieboek.resources;
      let lines = 0;
      for (const region of regions) {
        const history = await replay(log, region);
        for (const period of months) {
          const knownAt = { position: history.position };
          const { run } = await regieboek.ask(new GetBilledLines({ region, period }, { knownAt }));
          expect(run).toEqual(billPeriod(history, period, rules));
          lines += run.lines.length;
        }
      }
      expect(lines).toBeGreaterThan(400);
    });
  });

  it('leaves sealed months that verify after a restart, by the printed marks', async () => {
    const proofs = await restarted(async (regieboek) => {
      const marksOf = (region: string) => shown.seals.filter((one) => one.region === region).map(({ mark }) => mark);
      return Promise.all(regions.map((region) => regieboek.ask(new ProvePeriods(region, { marks: marksOf(region) }))));
    });
    expect(proofs.flatMap(({ faults }) => faults)).toEqual([]);
    const proven = proofs.flatMap(({ region, periods }) => periods.map(({ period, holds }) => [region, period, holds]));
    expect(proven).toEqual(shown.seals.map(({ region, period }) => [region, period, true]));
  });

  it('can be closed up to the last month, and everything verifies after another restart', async () => {
    const before = shown.seals.filter(({ region }) => region === 'zhz');
    const after = await restarted((regieboek) => sealMonths(regieboek, ['zhz'], months.slice(before.length)));
    const marks = [...before, ...after].map(({ mark }) => mark);
    const { faults, periods, provenUpTo } = await restarted((regieboek) =>
      regieboek.ask(new ProvePeriods('zhz', { marks, fromScratch: true })),
    );
    expect([faults, periods.map(({ period, holds }) => [period, holds])]).toEqual([
      [],
      months.map((one) => [one, true]),
    ]);
    expect(provenUpTo).toBeGreaterThan(0);
  });
});

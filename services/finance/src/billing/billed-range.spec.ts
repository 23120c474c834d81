import { describe, expect, it } from '@jest/globals';
import { sumCents } from '@regieboek/kernel';
import { by, closingOn, tolerant, twoRuleSets } from '../../test/books-of.js';
import { keepReplays } from '../../test/replays-of.js';
import { append, february, january, logOf, march, StoryRegion } from '../../test/story-region.js';
import { BillingRuns, type StartedRange } from './billing-runs.js';
import { AheadOfLog } from '../books/books.js';
import { NothingKnown, runAt } from '../runs/runs.js';
import { UnknownRuleSet } from '@regieboek/billing';
import { billRange, type BilledRange } from './billed-range.js';

keepReplays();

const region = 'zhz';
const quarter = { region, from: january, to: march };
const line = { youth: 1, code: '45A04', careMonth: 0, cents: 3_100 };

/** January is sealed; then the youth turns out to have moved. */
async function told() {
  const story = new StoryRegion().start('2024-06-01', { category: '45', code: '45A04' });
  story.declares([line], january);
  story.declares([{ ...line, careMonth: 1, cents: 2_800 }], february);
  const at = closingOn(await logOf(story), twoRuleSets);
  const sealedAt = await at.log.head(region);
  await at.closing.seal({ region, period: january }, { by, waivers: [] });
  /** Tells more, and takes it into the log that is there already. */
  const tell = async (more: () => void) => {
    const before = story.events.length;
    more();
    await append(at.log, story.events.slice(before));
  };
  await tell(() => story.moves(1, '0512', '2025-01-11'));
  return { ...at, story, tell, sealedAt, head: await at.log.head(region) };
}

const shown = ({ months }: BilledRange) => months.map((one) => [one.period, one.position, one.ruleSet, one.sealed]);

describe('a run over a range of months', () => {
  it('bills each month as sealed, otherwise as known now, and adds up to the runs of its months', async () => {
    const at = await told();
    const range = await billRange(at, quarter, {});
    expect(shown(range)).toEqual([
      [january, at.sealedAt, '2025.1', true],
      [february, at.head, 'tolerant', false],
      [march, at.head, 'tolerant', false],
    ]);
    for (const month of range.months) {
      const standing = { position: month.position, ruleSet: at.rules.named(month.ruleSet) };
      const { run, digest } = await runAt(at.replays, { region, period: month.period }, standing);
      const figures = { lines: run.lines.length, lumpSums: run.lumpSums.length, totals: run.totals, digest };
      expect(month).toMatchObject({ ...figures, whatIf: false });
    }
    expect([range.lines, range.lumpSums]).toEqual([2, 6]);
    const billed = range.months.map(({ totals }) => totals.billedCents);
    expect([range.totals.billedCents, sumCents(billed)]).toEqual([8_900, 8_900]);
    expect(range.digest).toMatch(/^[0-9a-f]{64}$/);
    expect((await billRange(at, { ...quarter, to: january }, {})).digest).not.toBe(range.digest);
  });

  it('is the same as known at a position, whatever is recorded and sealed later', async () => {
    const at = await told();
    const before = await billRange(at, quarter, {});
    const known = await billRange(at, quarter, { knownAt: { position: at.head } });
    expect(shown(known).map(([, position]) => position)).toEqual([at.head, at.head, at.head]);
    expect(known.digest).not.toBe(before.digest);
    await at.tell(() => at.story.moves(1, '0505', '2025-02-11'));
    await at.sealAll({ region, period: february });
    expect(await billRange(at, quarter, { asOf: at.head })).toEqual(before);
    expect(await billRange(at, quarter, { asOf: at.head, knownAt: { position: at.head } })).toEqual(known);
    expect((await billRange(at, quarter, {})).digest).not.toBe(before.digest);
  });

  it('with other rules is a what-if of months that have another rule set', async () => {
    const at = await told();
    const { months } = await billRange(at, quarter, { ruleSet: tolerant.version });
    expect(months.map(({ ruleSet, whatIf }) => [ruleSet, whatIf])).toEqual([
      ['tolerant', true],
      ['tolerant', false],
      ['tolerant', false],
    ]);
    await expect(billRange(at, quarter, { ruleSet: 'none' })).rejects.toThrow(UnknownRuleSet);
    await expect(billRange(at, quarter, { knownAt: { position: 0 } })).rejects.toThrow(NothingKnown);
    await expect(billRange(at, quarter, { knownAt: { position: 99 } })).rejects.toThrow(AheadOfLog);
  });

  it('reports how many months are done, and stops between two of them', async () => {
    const at = await told();
    const stop = new AbortController();
    const seen: string[] = [];
    const onProgress = ({ step, done, total }: { step: string; done: number; total: number }) => {
      if (step === 'billing') seen.push(`${done}/${total}`);
      if (done === 2 && step === 'billing') stop.abort(new Error('enough'));
    };
    await expect(billRange(at, quarter, {}, { signal: stop.signal, onProgress })).rejects.toThrow('enough');
    expect(seen).toEqual(['0/3', '1/3', '2/3']);
  });
});

describe('a requested range', () => {
  /** Waits until it is over; for at most two minutes. */
  async function over(runs: BillingRuns, { id }: StartedRange): Promise<StartedRange> {
    for (const deadline = Date.now() + 120_000; Date.now() < deadline; await new Promise((go) => setTimeout(go, 5))) {
      const found = runs.find(id);
      if (found?.status === 'done' && 'from' in found) return found;
    }
    throw new Error(`${id} did not come to an end`);
  }

  it('is identified by all its inputs, including the moment before which months were sealed', async () => {
    const at = await told();
    const runs = new BillingRuns(at.books, {
      month: () => Promise.reject(new Error('no month was asked for')),
      range: (range, asked, watch) => billRange(at, range, asked, watch),
    });
    const asked = await runs.startRange(quarter, {});
    expect(asked).toMatchObject({ id: `zhz~2025-01..2025-03~${at.head}~usual`, status: 'waiting', ruleSet: null });
    const done = await over(runs, asked);
    expect(done).toMatchObject({ progress: { step: 'billing', done: 3, total: 3 }, position: at.head });
    expect(done.result).toEqual(await billRange(at, quarter, {}));
    expect(await runs.startRange(quarter, {})).toBe(done);
    const known = await runs.startRange(quarter, { knownAt: { position: 11 }, ruleSet: '2025.1' });
    expect(known.id).toBe(`zhz~2025-01..2025-03~11@${at.head}~2025.1`);
    expect((await over(runs, known)).result?.months.map(({ position }) => position)).toEqual([11, 11, 11]);
    await at.sealAll({ region, period: february });
    const later = await runs.startRange(quarter, {});
    expect(later.id).toBe(`zhz~2025-01..2025-03~${at.head + 1}~usual`);
    expect((await over(runs, later)).result?.months.map(({ sealed }) => sealed)).toEqual([true, true, false]);
    await expect(runs.startRange(quarter, { ruleSet: 'none' })).rejects.toThrow(UnknownRuleSet);
    await runs.onModuleDestroy();
  });
});

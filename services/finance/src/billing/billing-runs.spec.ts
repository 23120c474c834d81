import { describe, expect, it } from '@jest/globals';
import { fromDay, toDay } from '@regieboek/kernel';
import { closingOn, tolerant, twoRuleSets } from '../../test/books-of.js';
import { keepReplays, replaysOf } from '../../test/replays-of.js';
import { february, january, logOf, StoryRegion } from '../../test/story-region.js';
import { billRange } from './billed-range.js';
import type { BillingSummary } from './billing.js';
import { digestOf } from '../runs/digest.js';
import { claimsOf } from '../statements/statement.js';
import { NotConserved } from '../domain/runs/billing-run.js';
import { BillingRuns, TooManyRuns, type StartedRun, type BillRun, type BillRuns } from './billing-runs.js';
import { runAt } from '../runs/runs.js';

keepReplays();

const region = 'zhz';
const month = { region, period: january };

/** Runs that bill the log of a region of which January was declared; `around` may hold the work up or break it. */
async function runsOf(around: (bill: BillRun) => BillRun = (bill) => bill) {
  const told = new StoryRegion();
  told.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 3_100 }], january);
  const { log, books, replays } = closingOn(await logOf(told), twoRuleSets);
  const bill: BillRun = async (asked, request, watch) => {
    const standing = await books.standing(asked.region, asked.period, request);
    const { run } = await runAt(replaysOf(log), asked, standing, watch);
    const { ruleSet, whatIf, seal, toldBy } = standing;
    const figures = { municipalities: [], claims: claimsOf(run), unresolved: [], review: 0, sealed: seal !== null };
    return {
      ...run,
      ...figures,
      ruleSet: ruleSet.version,
      whatIf,
      toldBy,
      digest: digestOf(run),
    } satisfies BillingSummary;
  };
  const range: BillRuns['range'] = (asked, request, watch) => billRange({ replays, books }, asked, request, watch);
  return { runs: new BillingRuns(books, { month: around(bill), range }), head: told.events.length, log, told };
}

/** Waits until a run is as it should be; for at most two minutes. */
async function become(runs: BillingRuns, id: string, status: StartedRun['status']): Promise<StartedRun> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const run = runs.find(id);
    if (run?.status === status && 'period' in run) return run;
    if (Date.now() > deadline) throw new Error(`the run is ${run?.status}, not ${status}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** Bills nothing before it is stopped. */
const endless: BillRun = (_, __, { signal }) =>
  new Promise((_done, failed) => signal?.addEventListener('abort', () => failed(signal.reason as Error)));

describe('requested billing runs', () => {
  it('are identified by their inputs, report progress, and give the same result as a bill', async () => {
    const { runs, head } = await runsOf();
    const asked = await runs.start(month, {});
    expect(asked).toMatchObject({ id: `zhz~2025-01~${head}~2025.1`, status: 'waiting', progress: null, whatIf: false });
    const done = await become(runs, asked.id, 'done');
    expect(done).toMatchObject({ progress: { step: 'billing', done: 1, total: 1 }, result: { position: head } });
    expect(done.result?.totals.billedCents).toBe(4_100);
    expect(await runs.start(month, {})).toBe(done);
  });

  it('(m) with other rules are other runs: a result never comes from another version', async () => {
    const { runs, head } = await runsOf();
    const [usual, other] = [await runs.start(month, {}), await runs.start(month, { ruleSet: tolerant.version })];
    expect([usual.id, other.id]).toEqual([`zhz~2025-01~${head}~2025.1`, `zhz~2025-01~${head}~tolerant`]);
    expect((await become(runs, usual.id, 'done')).result).toMatchObject({ ruleSet: '2025.1', whatIf: false });
    expect((await become(runs, other.id, 'done')).result).toMatchObject({ ruleSet: 'tolerant', whatIf: true });
    expect(runs.find(usual.id)?.result).toMatchObject({ ruleSet: '2025.1' });
  });

  it('at another position, of another month or day are other runs', async () => {
    const { runs, head } = await runsOf();
    const asked = [
      await runs.start(month, { knownAt: { position: head - 1 } }),
      await runs.start({ region, period: february }, {}),
      await runs.start(month, { knownAt: { day: fromDay(toDay('2025-04-01')) } }),
    ];
    expect(asked.map(({ id }) => id)).toEqual([
      `zhz~2025-01~${head - 1}~2025.1`,
      `zhz~2025-02~${head}~tolerant`,
      `zhz~2025-01~${head}~2025.1`,
    ]);
  });

  it('can be cancelled while they wait or compute, and requested again', async () => {
    const { runs } = await runsOf((bill) => (asked, request, watch) => {
      const isLong = 'position' in (request.knownAt ?? {}) && Object.values(request.knownAt ?? {})[0] === 8;
      return isLong ? endless(asked, request, watch) : bill(asked, request, watch);
    });
    const { id } = await runs.start(month, { knownAt: { position: 8 } });
    await become(runs, id, 'running');
    expect(runs.cancel(id)).toMatchObject({ status: 'cancelled', result: null });
    expect(await runs.start(month, { knownAt: { position: 8 } })).toMatchObject({ id, status: 'waiting' });
    await runs.onModuleDestroy();
    expect(runs.find(id)).toMatchObject({ status: 'cancelled' });
    expect(runs.cancel('zhz~2025-01~7~2025.1')).toBeUndefined();
  });

  it('stay cancelled even when the work was done', async () => {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((done) => (finish = done));
    const { runs } = await runsOf((bill) => async (asked, request) => {
      await finished;
      return bill(asked, request, {});
    });
    const { id } = await runs.start(month, {});
    await become(runs, id, 'running');
    runs.cancel(id);
    finish();
    await runs.onModuleDestroy();
    expect(runs.find(id)).toMatchObject({ status: 'cancelled', result: null, progress: null });
  });

  it('compute two at a time; the next starts when one has ended', async () => {
    const { runs, head } = await runsOf(() => endless);
    const ids: string[] = [];
    for (const position of [head - 2, head - 1, head])
      ids.push((await runs.start(month, { knownAt: { position } })).id);
    const [first = '', second = '', third = ''] = ids;
    await become(runs, second, 'running');
    expect(runs.find(third)?.status).toBe('waiting');
    runs.cancel(first);
    await become(runs, third, 'running');
    await runs.onModuleDestroy();
  });

  it('are kept up to a hundred, the oldest finished ones are dropped first; more waiting runs are refused', async () => {
    const { runs } = await runsOf();
    const first = await runs.start(month, { knownAt: { position: 8 } });
    await become(runs, first.id, 'done');
    const years = Array.from({ length: 100 }, (_, year) => `${2001 + year}-01`);
    const stuck = await runsOf(() => endless);
    for (const [index, period] of years.entries()) {
      const asked = { region, period: period as typeof january };
      const { id } = await runs.start(asked, {});
      await become(runs, id, 'done');
      expect(runs.find(first.id) === undefined).toBe(index >= 99);
      await stuck.runs.start(asked, {});
    }
    await expect(
      stuck.runs.start({ region, period: january.replace('2025', '1999') as typeof january }, {}),
    ).rejects.toThrow(TooManyRuns);
    await stuck.runs.onModuleDestroy();
  });

  it('that fail give the reason of a foreseen failure, and only the kind of an unforeseen one', async () => {
    const failing = async (error: Error) => {
      const { runs } = await runsOf(() => async () => {
        throw error;
      });
      const { id } = await runs.start(month, {});
      return (await become(runs, id, 'failed')).problem;
    };
    expect(await failing(new NotConserved('the run does not add up'))).toBe('the run does not add up');
    expect(await failing(new TypeError('999900006'))).toBe('unexpected TypeError: request the run again, or report it');
  });
});

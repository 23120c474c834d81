import { ruleSets } from '@regieboek/billing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromDay, monthOf, sumCents, toDay } from '@regieboek/kernel';
import { sized } from '@regieboek/kernel/testing';
import { closingOn } from '../../test/books-of.js';
import { keepReplays } from '../../test/replays-of.js';
import { dordrecht, termsOf, toldLog } from '../../test/ordered.js';
import { provider, type StoryRegion } from '../../test/story-region.js';
import { lumpSumsIn } from '../domain/runs/lump-sum-payables.js';
import { batchXml, Payments } from './payments.js';
import type { PaymentsOrdered } from './result.js';
import { Settlements } from '../settlement/settlements.js';
import type { Terms } from '../settlement/terms.js';

keepReplays();

const region = 'zhz';
const month = (text: string) => monthOf(toDay(`${text}-01`));
const day = (text: string) => fromDay(toDay(text));
const january = month('2025-01');
const today = () => day('2025-02-03');

const terms = termsOf({ lumpSumsFrom: january });
const central: Terms = {
  ...terms,
  payers: { ...terms.payers, organisation: { name: 'Serviceorganisatie Jeugd', iban: dordrecht.iban, bic: null } },
  settlement: { ...terms.settlement, providersPaidBy: 'organisation' },
};

/** A region with a lump sum of 12.000 a year, shared two to one unless somebody stays, and what happens later. */
async function told(tell?: (region: StoryRegion) => void) {
  const { log, more } = await toldLog(tell);
  const at = closingOn(log);
  const payments = new Payments(log, at.replays, today, ruleSets);
  const pay = (executionDate: string, by = terms) => payments.order(region, by, { executionDate: day(executionDate) });
  return { ...at, payments, more, pay };
}

const ordered = ({ batches }: PaymentsOrdered) =>
  batches.flatMap(({ order }) =>
    lumpSumsIn(order).map(({ municipality, period, cents, beforeCents }) => [municipality, period, cents, beforeCents]),
  );

describe('a lump sum', () => {
  it('is paid for every month that ended before the month of payment, once, by the municipalities that bear it', async () => {
    const { pay, log } = await told();
    const first = await pay('2025-03-03');
    expect(ordered(first)).toEqual([
      ['0505', '2025-01', 667, 0],
      ['0505', '2025-02', 667, 0],
      ['0512', '2025-01', 333, 0],
      ['0512', '2025-02', 333, 0],
    ]);
    const head = await log.head(region);
    const again = await pay('2025-03-03');
    expect([again.newBatches, again.batches.map(batchXml), await log.head(region)]).toEqual([
      [],
      first.batches.map(batchXml),
      head,
    ]);
    expect(batchXml(first.batches[0] ?? fail())).toContain('<Ustrd>Jeugdhulp crisis 2025-01</Ustrd>');
    expect(ordered(await pay('2025-03-31'))).toEqual([]);
    expect(ordered(await pay('2025-04-01'))).toEqual([
      ['0505', '2025-03', 667, 0],
      ['0512', '2025-03', 333, 0],
    ]);
  });

  it('per place is paid like a fixed one, by those who bear the places, used or not', async () => {
    const places = {
      id: 'plaatsen',
      name: 'Plaatsen',
      from: '2025-02-01',
      to: '2025-02-28',
      places: 2,
      dailyCentsPerPlace: 100,
      forms: ['verblijf'],
      key: { model: 'fixed', shares: { '0505': 3, '0512': 1 } },
    };
    const { pay } = await told((story) => story.contract({ availability: [places] }));
    expect(ordered(await pay('2025-03-03'))).toEqual([
      ['0505', '2025-02', 4_200, 0],
      ['0512', '2025-02', 1_400, 0],
    ]);
    expect(ordered(await pay('2025-04-01'))).toEqual([]);
  });

  it('is paid from the month in the terms on, and not at all when they name none', async () => {
    const { pay } = await told();
    expect(ordered(await pay('2025-04-01', { ...terms, lumpSumsFrom: null }))).toEqual([]);
    expect(ordered(await pay('2025-04-01', { ...terms, lumpSumsFrom: month('2025-03') }))).toHaveLength(2);
  });

  it('is paid as a whole by the organisation that pays for all', async () => {
    const { pay } = await told();
    expect(ordered(await pay('2025-02-03', central))).toEqual([[null, '2025-01', 1_000, 0]]);
    expect(ordered(await pay('2025-02-04', terms))).toEqual([]);
  });

  it('is not paid again when its division changes later: municipalities settle the difference', async () => {
    const { pay, more, replays, books } = await told();
    await pay('2025-02-03');
    await more((one) => one.start('2025-01-03', { youth: 2, category: '44', code: '44A09' }));
    expect(ordered(await pay('2025-02-04'))).toEqual([]);
    const settlements = new Settlements(replays, books);
    const { municipalities } = await settlements.of(region, { from: january, to: january }, terms.settlement);
    expect(municipalities.map((one) => [one.municipality, one.lumpSumCents, one.paidCents, one.balanceCents])).toEqual([
      ['0505', 1_000, 667, 333],
      ['0512', 0, 333, -333],
    ]);
  });

  it('of a contract that changed later is paid up to the new amount, and the excess is set off', async () => {
    const { pay, more } = await told((one) =>
      one.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 5_000 }], january),
    );
    await pay('2025-02-03');
    await more((one) => one.agreed(24_000));
    expect(ordered(await pay('2025-02-04'))).toEqual([
      ['0505', '2025-01', 667, 1_000],
      ['0512', '2025-01', 333, 1_000],
    ]);
    await more((one) => one.agreed(18_000));
    const held = await pay('2025-02-05');
    expect([ordered(held), held.held.map(({ municipality, cents, reason }) => [municipality, cents, reason])]).toEqual([
      [],
      [
        ['0505', -333, 'credit-outstanding'],
        ['0512', -167, 'credit-outstanding'],
      ],
    ]);
    await more((one) => one.declares([{ youth: 1, code: '45A04', careMonth: 1, cents: 700 }], month('2025-02')));
    const { batches } = await pay('2025-02-06');
    expect(batches.flatMap(({ order }) => order.transfers.map((one) => [one.municipality, one.cents]))).toEqual([
      ['0505', 367],
    ]);
  });

  it('from two processes at once is ordered once', async () => {
    const { log, replays } = await told();
    const both = [new Payments(log, replays, today, ruleSets), new Payments(log, replays, today, ruleSets)];
    await Promise.all(both.map((one) => one.order(region, terms, { executionDate: day('2025-03-03') })));
    expect(await both[0]?.batches(region)).toHaveLength(1);
  });

  it('once paid leaves nothing owed in the books, which stay balanced', async () => {
    const { pay, ledger } = await told();
    await pay('2025-03-03');
    const { balances, trialBalanceCents } = await ledger.balances(region);
    expect(trialBalanceCents).toBe(0);
    expect(balances.filter(({ account }) => account === 'payment' || account === 'lump-sum')).toEqual([
      { account: 'lump-sum', party: provider, cents: -1_000 },
      { account: 'payment', party: '0505', cents: -1_334 },
      { account: 'payment', party: '0512', cents: -666 },
    ]);
  });

  it('is never paid beyond the amount due, nor any part twice, for any contracts, use and payments', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('pay' as const),
        at: fc.constantFrom('2025-02-03', '2025-03-03', '2025-04-01'),
        isCentral: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('agreed' as const), yearly: fc.constantFrom(0, 12_000, 12_007, 30_000) }),
      fc.record({ kind: fc.constant('moves' as const), to: fc.constantFrom('0505', '0512') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 7 }), async (steps) => {
        const { pay, more, payments, ledger, log, replays } = await told((one) =>
          one.start('2025-01-03', { youth: 2, category: '44', code: '44A09' }),
        );
        for (const one of steps) {
          if (one.kind === 'pay') await pay(one.at, one.isCentral ? central : terms);
          else
            await more((story) =>
              one.kind === 'agreed' ? story.agreed(one.yearly) : story.moves(2, one.to, '2024-06-01'),
            );
        }
        const last = await new Payments(log, replays, today, ruleSets).order(region, terms, {
          executionDate: day('2025-04-01'),
        });
        const batches = await payments.batches(region);
        const paid = sumCents(batches.flatMap(({ order }) => lumpSumsIn(order).map(({ cents }) => cents)));
        const agreed = steps.findLast((one) => one.kind === 'agreed');
        const due = Math.floor(((agreed?.kind === 'agreed' ? agreed.yearly : 12_000) * 3) / 12);
        expect(paid + sumCents(last.held.map(({ cents }) => cents))).toBe(due);
        expect((await ledger.balances(region)).trialBalanceCents).toBe(0);
      }),
      { seed: 20250601, numRuns: sized(15, 40) },
    );
  });
});

const fail = (): never => {
  throw new Error('nothing was ordered');
};

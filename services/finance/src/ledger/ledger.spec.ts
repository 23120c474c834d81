import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { fromDay, monthOf, nextMonth, toDay } from '@regieboek/kernel';
import { closingOn } from '../../test/books-of.js';
import { keepReplays } from '../../test/replays-of.js';
import { happening } from '../../test/happenings.js';
import { append, february, january, logOf, march, months, StoryRegion, storyRegion } from '../../test/story-region.js';
import { balancesOf, trialBalance } from '../domain/ledger/posting.js';
import { AheadOfLog } from '../books/books.js';
import { NothingKnown } from '../runs/runs.js';

keepReplays();

const region = 'zhz';
const month = (text: string) => monthOf(toDay(`${text}-01`));
const happenings = fc.array(happening, { minLength: 3, maxLength: 10, size: 'max' });

/** A region in which things happen, some of its months are sealed in between, and more things happen. */
const closedRegions = fc.tuple(happenings, fc.array(happenings, { minLength: 1, maxLength: 3 }), fc.boolean());

async function closed([before, later, isReopened]: readonly [
  Parameters<typeof storyRegion>[0],
  readonly Parameters<typeof storyRegion>[0][],
  boolean,
]) {
  const told = storyRegion(before);
  told.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 101 }], january);
  const at = closingOn(await logOf(told));
  for (const [index, more] of later.entries()) {
    const period = months[index];
    if (period) await at.sealAll({ region, period });
    const from = told.events.length;
    for (const one of more) told.happens(one);
    await append(at.log, told.events.slice(from));
  }
  const last = (await at.books.periods(region)).last?.seal.period;
  if (isReopened && last)
    await at.closing.reopen({ region, period: last }, { by: 'controller-3', reason: 'once more' });
  return at;
}

describe('the books of a region', () => {
  it('balance at every position, and the postings of all months equal the balances (R10, R11)', async () => {
    const seen = { corrections: 0, payments: 0, receipts: 0 };
    await fc.assert(
      fc.asyncProperty(closedRegions, async (story) => {
        const { log, ledger } = await closed(story);
        const head = await log.head(region);
        for (let position = 7; position <= head; position += 1) {
          const { balances, trialBalanceCents } = await ledger.balances(region, { position });
          expect(trialBalanceCents).toBe(0);
          expect(trialBalance(balances)).toBe(0);
        }
        for (const position of [head, Math.floor(head / 2), head - 1].filter((one) => one >= 7)) {
          const { balances, from, to } = await ledger.balances(region, { position });
          const posted = [];
          for (let period = from; period !== null && to !== null && period <= to; period = nextMonth(period))
            posted.push(...(await ledger.postings({ region, period }, { position })).postings);
          for (const { entries } of posted) expect(entries.reduce((sum, { cents }) => sum + cents, 0)).toBe(0);
          expect(new Set(posted.map(({ id }) => id)).size).toBe(posted.length);
          seen.corrections += posted.filter(({ source }) => source === 'correction').length;
          seen.payments += posted.filter(({ source }) => source === 'payment').length;
          seen.receipts += posted.filter(({ source }) => source === 'receipt').length;
          expect(balancesOf(posted.flatMap(({ entries }) => entries))).toEqual(balances);
        }
      }),
      { seed: 20250409, numRuns: sized(4, 10) },
    );
    expect(Math.min(seen.corrections, seen.payments, seen.receipts)).toBeGreaterThan(sized(2, 9));
  });

  it('at a known-at do not change by later records, including seals (R9)', async () => {
    const told = new StoryRegion();
    told.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 3_100 }], january);
    const at = closingOn(await logOf(told));
    const position = told.events.length;
    const [balances, postings] = [
      await at.ledger.balances(region, { position }),
      await at.ledger.postings({ region, period: january }, { position }),
    ];
    await at.sealAll({ region, period: january });
    const from = told.events.length;
    told.moves(1, '0512', '2025-01-11');
    await append(at.log, told.events.slice(from));
    expect(await at.ledger.balances(region, { position })).toEqual(balances);
    expect(await at.ledger.postings({ region, period: january }, { position })).toEqual(postings);
    expect((await at.ledger.balances(region)).balances).not.toEqual(balances.balances);
  });

  it('post events after a seal in the open month, and leave the sealed one unchanged', async () => {
    const told = new StoryRegion();
    told.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 3_100 }], january);
    const at = closingOn(await logOf(told));
    await at.sealAll({ region, period: january });
    const sealed = await at.ledger.postings({ region, period: january });
    const from = told.events.length;
    told.moves(1, '0512', '2025-01-11');
    await append(at.log, told.events.slice(from));
    expect((await at.ledger.postings({ region, period: january })).postings).toEqual(sealed.postings);
    const { postings } = await at.ledger.postings({ region, period: february });
    const corrections = postings.filter(({ source }) => source === 'correction');
    expect(balancesOf(corrections.flatMap(({ entries }) => entries))).toEqual([
      { account: 'claim', party: '0505', cents: 2_100 },
      { account: 'claim', party: '0512', cents: -2_100 },
      { account: 'municipality-receivable', party: '0505', cents: -2_100 },
      { account: 'municipality-receivable', party: '0512', cents: 2_100 },
    ]);
  });

  it('post a payment in the month of its execution, and in the open one when that month was sealed before the order', async () => {
    const told = new StoryRegion();
    told.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 3_100 }], january);
    told.pays(1_000, '2025-01-31', null);
    const at = closingOn(await logOf(told));
    const paidIn = async (period: typeof january) =>
      (await at.ledger.postings({ region, period })).postings
        .filter(({ source }) => source === 'payment')
        .flatMap(({ entries }) => entries.map(({ account, party, cents }) => [account, party, cents]));
    const early = [
      ['provider-payable', '99990001', 1_000],
      ['payment', 'organisation', -1_000],
    ];
    expect(await paidIn(january)).toEqual(early);
    await at.sealAll({ region, period: january });
    const from = told.events.length;
    told.pays(2_000, '2025-01-31').pays(100, '2025-03-01', '0512');
    await append(at.log, told.events.slice(from));
    expect(await paidIn(january)).toEqual(early);
    expect(await paidIn(february)).toEqual([
      ['provider-payable', '99990001', 2_000],
      ['payment', '0505', -2_000],
    ]);
    expect(await paidIn(march)).toEqual([
      ['provider-payable', '99990001', 100],
      ['payment', '0512', -100],
    ]);
    expect((await at.ledger.balances(region)).to).toBe(march);
    const before = await at.ledger.balances(region, { position: (await at.log.head(region)) - 2 });
    expect(before.balances.filter(({ account }) => account === 'payment')).toEqual([
      { account: 'payment', party: 'organisation', cents: -1_000 },
    ]);
  });

  it('cover the months that count: a month with only refused declarations adds nothing', async () => {
    const told = new StoryRegion();
    told.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 3_100 }], january);
    const at = closingOn(await logOf(told));
    const before = await at.ledger.balances(region);
    const from = told.events.length;
    for (const text of ['1999-05', '9999-12']) told.declares([], month(text));
    await append(at.log, told.events.slice(from));
    const after = await at.ledger.balances(region);
    expect(after).toEqual({ ...before, position: told.events.length });
    expect([after.from, after.to]).toEqual([january, january]);
    expect((await at.sealAll({ region, period: january })).sealed?.seal.period).toBe(january);
  });

  it('are empty for a region without declarations, and refused for a time before or after the log', async () => {
    const { ledger } = closingOn(await logOf(new StoryRegion()));
    expect(await ledger.balances(region)).toMatchObject({ from: null, to: null, balances: [], trialBalanceCents: 0 });
    await expect(ledger.balances(region, { position: 99 })).rejects.toThrow(AheadOfLog);
    const yesterday = { day: fromDay(toDay('2025-03-31')) };
    await expect(ledger.postings({ region, period: january }, yesterday)).rejects.toThrow(NothingKnown);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Receipt } from '@regieboek/events';
import { fromDay, isRefusal, toDay } from '@regieboek/kernel';
import { by, closingOn } from '../../test/books-of.js';
import { keepReplays } from '../../test/replays-of.js';
import { february, january, logOf, march, StoryRegion } from '../../test/story-region.js';
import type { SettlementTerms } from '../domain/settlement/settle.js';
import { Receipts } from './receipts.js';
import { Settlements, type SettlementResult } from './settlements.js';

keepReplays();

const region = 'zhz';
const today = () => fromDay(toDay('2025-05-01'));
const agreed: SettlementTerms = {
  providersPaidBy: 'organisation',
  solidarity: [],
  advances: [{ municipality: '0505', month: january, cents: 4_000 }],
  advancesCounted: 'agreed',
};
const received: SettlementTerms = { ...agreed, advancesCounted: 'received' };
const advance: Receipt = {
  ...{ reference: '2025-001-01', municipality: '0505', kind: 'advance', from: january, to: march, cents: 9_000 },
  receivedOn: fromDay(toDay('2025-01-06')),
};
const settled: Receipt = {
  ...{ reference: '2025-090-07', municipality: '0505', kind: 'settlement', from: january, to: january, cents: 767 },
  receivedOn: fromDay(toDay('2025-03-10')),
};

/** January: 3.100 of declared care and a lump sum of 1.000, of which 0512 bears a third. */
async function told() {
  const story = new StoryRegion().start('2024-06-01', { category: '45', code: '45A04' });
  story.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 3_100 }], january);
  const at = closingOn(await logOf(story));
  const receipts = new Receipts(at.log, { region: () => Promise.resolve(story.history.definition) }, today);
  const settlements = new Settlements(at.replays, at.books);
  return { ...at, story, receipts, settlements };
}

const shown = ({ municipalities }: SettlementResult) =>
  municipalities.map((one) => [
    one.municipality,
    one.borneCents,
    one.advanceCents,
    one.receivedAdvanceCents,
    one.receivedSettlementCents,
    one.balanceCents,
  ]);

describe('receipts of municipalities', () => {
  it('are recorded once, however often they are sent, also by two processes at once', async () => {
    const { receipts, log, story } = await told();
    const other = new Receipts(log, { region: () => Promise.resolve(story.history.definition) }, today);
    const [first, second] = await Promise.all([receipts.record(region, advance), other.record(region, advance)]);
    expect(second).toEqual(first);
    expect(await receipts.record(region, advance)).toEqual(first);
    expect(first).toMatchObject({ ...advance, position: await log.head(region) });
    await receipts.record(region, settled);
    expect((await other.list(region)).map(({ reference }) => reference)).toEqual(['2025-001-01', '2025-090-07']);
  });

  it('with other content under a reference, or of an unknown municipality, are refused without a trace', async () => {
    const { receipts, log } = await told();
    await receipts.record(region, advance);
    const head = await log.head(region);
    const refused = [
      receipts.record(region, { ...advance, cents: 1 }),
      receipts.record(region, { ...settled, municipality: '0001' }),
      receipts.record(region, { ...settled, cents: 0 }),
    ];
    const errors = await Promise.all(refused.map((one) => one.catch((error: unknown) => error)));
    expect(errors.map((error) => isRefusal(error) && error.code)).toEqual([
      'reference-used',
      'unknown-municipality',
      'no-amount',
    ]);
    expect(await log.head(region)).toBe(head);
  });

  it('count in a settlement instead of the agreed advances on request of the terms', async () => {
    const { receipts, settlements } = await told();
    const of = (terms: SettlementTerms, to = january) => settlements.of(region, { from: january, to }, terms);
    await receipts.record(region, advance);
    expect(shown(await of(agreed))).toEqual([
      ['0505', 3_767, 4_000, 3_000, 0, -233],
      ['0512', 333, 0, 0, 0, 333],
    ]);
    expect(shown(await of(received))[0]).toEqual(['0505', 3_767, 4_000, 3_000, 0, 767]);
    await receipts.record(region, settled);
    expect(shown(await of(received))[0]).toEqual(['0505', 3_767, 4_000, 3_000, 767, 0]);
    expect(shown(await of(received, march))[0]?.slice(3)).toEqual([9_000, 767, -4_666]);
  });

  it('do not count at an earlier known-at', async () => {
    const { receipts, settlements, log } = await told();
    const before = await log.head(region);
    await receipts.record(region, advance);
    const asked = { from: january, to: january, knownAt: { position: before } };
    expect(shown(await settlements.of(region, asked, received))[0]).toEqual(['0505', 3_767, 4_000, 0, 0, 3_767]);
  });

  it('reduce in the books what a municipality owes', async () => {
    const { receipts, ledger } = await told();
    const owed = async () =>
      (await ledger.balances(region)).balances.filter(({ account }) => account === 'municipality-receivable');
    await receipts.record(region, { ...advance, to: january, cents: 3_000 });
    const [first] = await owed();
    expect(first).toEqual({ account: 'municipality-receivable', party: '0505', cents: 767 });
    await receipts.record(region, { ...settled, receivedOn: fromDay(toDay('2025-01-31')) });
    expect((await ledger.balances(region)).trialBalanceCents).toBe(0);
    expect((await owed()).map(({ party }) => party)).not.toContain('0505');
  });

  it('are posted in the month of receipt, or in the open one when that month was sealed before', async () => {
    const { receipts, ledger, closing } = await told();
    await receipts.record(region, advance);
    await closing.seal({ region, period: january }, { by, waivers: [] });
    await receipts.record(region, { ...settled, receivedOn: fromDay(toDay('2025-01-20')) });
    const postedIn = async (period: typeof january) =>
      (await ledger.postings({ region, period })).postings
        .filter(({ source }) => source === 'receipt')
        .map(({ id }) => id);
    expect([await postedIn(january), await postedIn(february)]).toEqual([
      ['2025-01/receipt/2025-001-01'],
      ['2025-02/receipt/2025-090-07'],
    ]);
  });
});

import { ruleSets } from '@regieboek/billing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventLog } from '@regieboek/eventing';
import { UnknownEvent } from '@regieboek/events';
import { fromDay, sumCents, toDay } from '@regieboek/kernel';
import { sized } from '@regieboek/kernel/testing';
import { bookEventsInLog } from '../../test/oracle/book-events.js';
import { termsOf, toldLog, voorbeeld } from '../../test/ordered.js';
import { february, january, provider } from '../../test/story-region.js';
import { keepReplays, replaysOf } from '../../test/replays-of.js';
import type { Progress } from '../runs/watch.js';
import { batchXml, Payments } from './payments.js';

keepReplays();

const region = 'zhz';
const monday = fromDay(toDay('2025-03-17'));
const tuesday = fromDay(toDay('2025-03-18'));
const line = { youth: 1, code: '45A04', careMonth: 0, cents: 3_100 };
const terms = termsOf();

const paymentsOn = (log: EventLog, today = monday) => new Payments(log, replaysOf(log), () => today, ruleSets);

describe('ordering payments', () => {
  it('orders each approved amount once: a repeat gives the same files and nothing new', async () => {
    const { log } = await toldLog((one) => one.declares([line], january));
    const first = await paymentsOn(log).order(region, terms, { executionDate: monday });
    const head = await log.head(region);
    const second = await paymentsOn(log).order(region, terms, { executionDate: monday });
    expect(first.newBatches).toHaveLength(1);
    expect(second.newBatches).toEqual([]);
    expect(second.batches.map(batchXml)).toEqual(first.batches.map(batchXml));
    expect(await log.head(region)).toBe(head);
    expect(await paymentsOn(log).batch(region, first.newBatches[0] ?? '')).toEqual(first.batches[0]);
  });

  it('orders later approvals in another batch, and nothing of an undecided declaration', async () => {
    const { log, more } = await toldLog((one) => one.declares([line], january));
    await paymentsOn(log).order(region, terms, { executionDate: monday });
    await more((one) => {
      one.declares([{ ...line, cents: 700 }], february, { payer: '0512' });
      one.declares([{ ...line, cents: 900 }], february, { concludes: false });
    });
    const { batches } = await paymentsOn(log).order(region, terms, { executionDate: tuesday });
    expect(batches.map(({ order }) => order.transfers.map((one) => [one.municipality, one.cents]))).toEqual([
      [['0512', 700]],
    ]);
  });

  it('keeps earlier orders unchanged, whatever the terms are later', async () => {
    const { log } = await toldLog((one) => one.declares([line], january));
    const first = await paymentsOn(log).order(region, terms, { executionDate: monday });
    const moved = { ...terms, providers: new Map([[provider, { ...voorbeeld, iban: 'DE89370400440532013000' }]]) };
    const second = await paymentsOn(log).order(region, moved, { executionDate: monday });
    expect(second.batches.map(batchXml)).toEqual(first.batches.map(batchXml));
  });

  it('reports what it holds back, and orders it once that is possible', async () => {
    const { log } = await toldLog((one) => one.declares([line], january));
    const without = { ...terms, providers: new Map() };
    const first = await paymentsOn(log).order(region, without, { executionDate: monday });
    expect(first).toMatchObject({ batches: [], held: [{ cents: 3_100, reason: 'provider-without-account' }] });
    expect((await paymentsOn(log).order(region, terms, { executionDate: monday })).newBatches).toHaveLength(1);
  });

  it('orders nothing for a day that banks would refuse, so that it can be ordered for another day', async () => {
    const { log } = await toldLog((one) => one.declares([line], january));
    const onTuesday = paymentsOn(log, tuesday);
    await expect(onTuesday.order(region, terms, { executionDate: monday })).rejects.toMatchObject({
      code: 'day-past',
      message: expect.stringContaining('2025-03-17 lies before today, 2025-03-18'),
    });
    const typedWrong = fromDay(toDay('2052-03-18'));
    await expect(onTuesday.order(region, terms, { executionDate: typedWrong })).rejects.toMatchObject({
      code: 'day-too-far',
    });
    expect((await onTuesday.order(region, terms, { executionDate: tuesday })).newBatches).toHaveLength(1);
  });

  it('returns the batches of a past day, and orders nothing more for it', async () => {
    const { log, more } = await toldLog((one) => one.declares([line], january));
    const { batches } = await paymentsOn(log).order(region, terms, { executionDate: monday });
    await more((one) => one.declares([{ ...line, cents: 700 }], february));
    const later = await paymentsOn(log, tuesday).order(region, terms, { executionDate: monday });
    expect(later).toMatchObject({ batches, newBatches: [], held: [] });
    expect((await paymentsOn(log, tuesday).order(region, terms, { executionDate: tuesday })).newBatches).toHaveLength(
      1,
    );
  });

  it('holds back amounts above the limit of a transfer, and orders the rest', async () => {
    const { log } = await toldLog((one) => {
      one.declares([{ ...line, cents: 99_999_999_999 }], january);
      one.declares([{ ...line, cents: 100_000_000_000 }], february);
    });
    const { batches, held } = await paymentsOn(log).order(region, terms, { executionDate: monday });
    expect(batches.map(batchXml)).toEqual([expect.stringContaining('>999999999.99<')]);
    expect(held).toMatchObject([{ cents: 100_000_000_000, reason: 'above-bank-limit' }]);
  });

  it('orders again, once and under other ids, what the bank refused, and never writes the refused batch again', async () => {
    const { log, more } = await toldLog((one) => one.declares([line], january));
    const first = await paymentsOn(log).order(region, terms, { executionDate: monday });
    const [batch = ''] = first.newBatches;
    const asked = { batch, reason: 'AC04', by: 'controller-3' };
    expect(await paymentsOn(log).withdraw(region, asked)).toMatchObject({ withdrawn: { reason: 'AC04' } });
    await paymentsOn(log).withdraw(region, asked);
    await more((one) => one.declares([{ ...line, cents: 700 }], february));
    const second = await paymentsOn(log).order(region, terms, { executionDate: monday });
    expect(second.batches.flatMap(({ order }) => order.transfers.map(({ cents }) => cents))).toEqual([3_100, 700]);
    expect(second.newBatches).not.toContain(batch);
    expect(second.batches.map(batchXml).join('')).not.toContain(batch);
    const third = await paymentsOn(log).order(region, terms, { executionDate: monday });
    expect(third).toMatchObject({ newBatches: [], batches: second.batches });
    expect((await paymentsOn(log).batches(region)).map(({ withdrawn }) => withdrawn !== null)).toEqual([true, false]);
    expect(await paymentsOn(log).withdraw(region, { ...asked, batch: `RB${'0'.repeat(32)}` })).toBeUndefined();
  });

  it('stops at finance events of a later version, and reports how far it reads', async () => {
    const { log } = await toldLog((one) => one.declares([line], january));
    const seen: number[] = [];
    const watch = { onProgress: ({ done, total }: Progress) => void seen.push(done / total) };
    await paymentsOn(log).order(region, { ...terms, providers: new Map() }, { executionDate: monday }, watch);
    expect(seen).toContain(1);
    const event = { id: '615673df-570b-522a-ab28-0ee98b85f50c', type: 'finance.declaration-decided.v9', data: {} };
    await log.append('zhz.declaration-9', 'none', [event]);
    await expect(paymentsOn(log).order(region, terms, { executionDate: monday })).rejects.toThrow(UnknownEvent);
  });

  it('from two processes at once gives one batch', async () => {
    const { log } = await toldLog((one) => one.declares([line], january));
    const both = await Promise.all(
      [paymentsOn(log), paymentsOn(log)].map((one) => one.order(region, terms, { executionDate: monday })),
    );
    expect(new Set(both.flatMap(({ batches }) => batches.map(({ order }) => order.batch))).size).toBe(1);
    expect(await paymentsOn(log).batches(region)).toHaveLength(1);
  });

  it('orders no declaration twice, and pays all positive amounts, for any declarations and payments', async () => {
    const declared = fc.record({
      cents: fc.integer({ min: -5_000, max: 20_000 }),
      payer: fc.constantFrom('0505', '0512'),
      pays: fc.boolean(),
      refused: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(declared, { maxLength: 8 }), async (all) => {
        const { log, more } = await toldLog(() => undefined);
        for (const { cents, payer, pays, refused } of all) {
          await more((one) => one.declares([{ ...line, cents }], january, { payer }));
          if (pays) await paymentsOn(log).order(region, terms, { executionDate: monday });
          const last = (await paymentsOn(log).batches(region)).findLast(({ withdrawn }) => withdrawn === null);
          if (refused && last)
            await paymentsOn(log).withdraw(region, { batch: last.order.batch, reason: 'AC04', by: 'controller-3' });
        }
        const { batches, held } = await paymentsOn(log).order(region, terms, { executionDate: monday });
        const positions = batches.flatMap(({ order }) => order.transfers.flatMap((one) => one.positions));
        expect(new Set(positions.map((one) => 'declaration' in one && one.declaration)).size).toBe(positions.length);
        const left = sumCents(held.map(({ cents }) => cents));
        expect(sumCents(positions.map(({ cents }) => cents)) + left).toBe(sumCents(all.map(({ cents }) => cents)));
        expect(left).toBeLessThanOrEqual(0);
        const { batches: inBooks } = await bookEventsInLog(log).of(region);
        expect(inBooks).toEqual(await paymentsOn(log).batches(region));
      }),
      { seed: 20_251_130, numRuns: sized(25, 60) },
    );
  });
});

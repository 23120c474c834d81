import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { monthOf, sumCents, toDay } from '@regieboek/kernel';
import { dordrecht, gorinchem, orderOf } from '../../../test/ordered.js';
import { Payables, planOf, type OpenPosition, type Payers } from './plan.js';

const period = monthOf(toDay('2025-02-01'));
const position = (number: number, cents: number, municipality = '0505'): OpenPosition => ({
  declaration: `zhz.declaration-${number}`,
  number: `D${number}`,
  ...{ provider: '99990001', municipality, period, cents },
});
const payers: Payers = {
  organisation: null,
  municipalities: new Map([
    ['0505', dordrecht],
    ['0512', gorinchem],
  ]),
};
const amounts = (positions: readonly OpenPosition[], by = payers) => {
  const { transfers, held } = planOf('99990001', positions, by);
  return {
    transfers: transfers.map((one) => [one.municipality, one.cents, one.positions.length]),
    held: held.map((one) => [one.municipality, one.cents, one.reason]),
  };
};

describe('a plan of payments', () => {
  it('has a transfer per declaration, from the municipality that received it', () => {
    expect(amounts([position(1, 100), position(2, 30, '0512'), position(3, 5)])).toEqual({
      transfers: [
        ['0505', 100, 1],
        ['0505', 5, 1],
        ['0512', 30, 1],
      ],
      held: [],
    });
  });

  it('sets off credited amounts, and holds back what is not to be paid', () => {
    expect(amounts([position(1, 100), position(2, -30), position(3, -5, '0512')])).toEqual({
      transfers: [['0505', 70, 2]],
      held: [['0512', -5, 'credit-outstanding']],
    });
  });

  it('holds back amounts without an account', () => {
    expect(amounts([position(1, 100, '0523')]).held).toEqual([['0523', 100, 'payer-without-account']]);
  });

  it('pays everything from one account when the organisation pays', () => {
    const by = { ...payers, organisation: dordrecht };
    expect(amounts([position(1, 100), position(2, -30, '0512')], by).transfers).toEqual([[null, 70, 2]]);
  });

  it('orders or holds back every cent, each declaration once, and only positive amounts', () => {
    const positions = fc
      .array(fc.tuple(fc.integer({ min: -500, max: 1_000 }), fc.constantFrom('0505', '0512', '0523')))
      .map((all) => all.map(([cents, municipality], index) => position(index, cents, municipality)));
    fc.assert(
      fc.property(positions, (all) => {
        const { transfers, held } = planOf('99990001', all, payers);
        const planned = transfers.flatMap((one) =>
          one.positions.map((each) => 'declaration' in each && each.declaration),
        );
        expect(new Set(planned).size).toBe(planned.length);
        expect(transfers.every((one) => one.cents > 0 || one.positions.every(({ cents }) => cents === 0))).toBe(true);
        expect(sumCents([...transfers, ...held].map(({ cents }) => cents))).toBe(
          sumCents(all.map(({ cents }) => cents)),
        );
      }),
      { seed: 20_251_130 },
    );
  });
});

describe('the amount open for payment', () => {
  const received = (provider: string) => ({
    type: 'finance.declaration-received.v1' as const,
    data: {
      ...{ provider, municipality: '0505', messageId: 'M', messageDate: orderOf().executionDate, number: 'D1', period },
      ...{ declarationDate: orderOf().executionDate, submittedCents: 1, lineCount: 1, message: '0'.repeat(64) },
    },
  });
  const decided = (approvedCents: number) => ({
    type: 'finance.declaration-decided.v1' as const,
    data: {
      ...{ headerCodes: ['0200'], declarationCodes: [], clientCodes: {}, approvedCents, approvedLines: 1 },
      ...{ rejectedLines: 0, answerId: 'A', answerDate: orderOf().executionDate },
    },
  });

  it('is what was approved and not ordered; nothing of a declaration that is undecided or amounts to zero', () => {
    const payables = new Payables();
    const stream = 'zhz.declaration-1';
    payables.apply(stream, received('99990001'));
    expect(payables.open.length).toBe(0);
    payables.apply(stream, decided(12_345));
    payables.apply('zhz.declaration-2', received('99990002'));
    payables.apply('zhz.declaration-2', decided(0));
    expect(payables.open).toEqual([position(1, 12_345)]);
    payables.apply('zhz.payment-99990001', { type: 'finance.payment-ordered.v1', data: orderOf() });
    expect(payables.open.length).toBe(0);
  });
});

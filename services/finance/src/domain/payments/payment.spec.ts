import { describe, expect, it } from '@jest/globals';
import { fold, fromDay, isRejection, toDay } from '@regieboek/kernel';
import type { PaymentEvent, PaymentOrder } from '@regieboek/events';
import { dordrecht, orderOf, transferOf } from '../../../test/ordered.js';
import { paymentDecider } from './payment.js';

const decide = (order: PaymentOrder, before: readonly PaymentOrder[] = []) => {
  const state = fold(
    paymentDecider,
    before.map((data) => ({ type: 'finance.payment-ordered.v1' as const, data })),
  );
  const outcome = paymentDecider.decide({ kind: 'order', order }, state);
  return isRejection(outcome) ? `${outcome.code}: ${outcome.message}` : outcome;
};

const withdrawal = (batch: string) => ({
  batch,
  provider: '99990001',
  reason: 'AC04',
  withdrawnBy: 'controller-3',
  withdrawnOn: fromDay(toDay('2025-03-18')),
});

describe('a batch that the bank refused', () => {
  const events = (...all: PaymentEvent[]) => fold(paymentDecider, all);
  const ordered = { type: 'finance.payment-ordered.v1', data: orderOf() } as const;
  const withdrawn = { type: 'finance.payment-withdrawn.v1', data: withdrawal('RB-1') } as const;

  it('is withdrawn once, with the reason that the bank gave', () => {
    const command = { kind: 'withdraw', withdrawal: withdrawal('RB-1') } as const;
    expect(paymentDecider.decide(command, events(ordered))).toEqual([withdrawn]);
    expect(paymentDecider.decide(command, events(ordered, withdrawn))).toEqual([]);
    expect(paymentDecider.decide(command, events())).toMatchObject({ code: 'unknown-batch' });
    const other = { ...command, withdrawal: { ...command.withdrawal, reason: 'AC06' } };
    expect(paymentDecider.decide(other, events(ordered, withdrawn))).toMatchObject({ code: 'withdrawn-before' });
  });

  it('leaves its content to be ordered again, once', () => {
    const order = orderOf({ batch: 'RB-2' });
    const again = { type: 'finance.payment-ordered.v1', data: order } as const;
    expect(paymentDecider.decide({ kind: 'order', order }, events(ordered, withdrawn))).toEqual([again]);
    const third = orderOf({ batch: 'RB-3' });
    const state = events(ordered, withdrawn, again);
    expect(paymentDecider.decide({ kind: 'order', order: third }, state)).toMatchObject({ code: 'ordered-before' });
  });
});

describe('a payment batch', () => {
  it('is ordered once: a repeat changes nothing', () => {
    expect(decide(orderOf())).toEqual([{ type: 'finance.payment-ordered.v1', data: orderOf() }]);
    expect(decide(orderOf(), [orderOf()])).toEqual([]);
  });

  it('contains no declaration of another batch, whatever its amount', () => {
    const again = orderOf({ batch: 'RB-2' });
    expect(decide(again, [orderOf()])).toMatch(/^ordered-before: .*zhz\.declaration-1/);
  });

  it('contains no declaration twice', () => {
    expect(decide(orderOf({ transfers: [transferOf(), transferOf({ endToEnd: 'RB-E2E-2' })] }))).toMatch(
      /^ordered-before/,
    );
  });

  it('is the sum of its positions, and more than zero', () => {
    expect(decide(orderOf({ transfers: [transferOf({ cents: 12_344 })] }))).toMatch(/^does-not-add-up/);
    const [position] = transferOf().positions;
    const nothing = transferOf({ cents: 0, positions: position ? [{ ...position, cents: 0 }] : [] });
    expect(decide(orderOf({ transfers: [nothing] }))).toMatch(/^does-not-add-up/);
  });

  it('is refused when banks cannot process it, before it is recorded', () => {
    const creditor = { ...dordrecht, name: '\u0301' };
    expect(decide(orderOf({ creditor }))).toMatch(/^not-carried: .*CdtTrfTxInf\/Cdtr\/Nm/);
    const [position] = transferOf().positions;
    const cents = 100_000_000_000;
    const vast = transferOf({ cents, positions: position ? [{ ...position, cents }] : [] });
    expect(decide(orderOf({ transfers: [vast] }))).toMatch(/^not-carried: .*InstdAmt/);
  });

  it('goes to valid accounts only; all faults are reported at once, without account numbers', () => {
    const debtor = { ...dordrecht, iban: 'NL92ABNA0417164300' };
    const creditor = { name: 'Voorbeeld', iban: 'US12345678901234', bic: null };
    const refused = decide(orderOf({ creditor, transfers: [transferOf({ debtor })] }));
    expect(refused).toMatch(/^faulty-account: .*Voorbeeld .*SEPA.*Gemeente Dordrecht .*check digits/);
    expect(refused).not.toMatch(/NL92|US123/);
  });
});

/**
 * Payments to one provider (betaalopdrachten): batches of SEPA credit transfers. A declaration is ordered at most once,
 * whatever is asked how often; the aggregate is the provider, because that is where the same amount could meet itself.
 */
import { reject, sumCents, type Decider } from '@regieboek/kernel';
import { paymentOrdered, type PaymentEvent, type PaymentOrder } from '@regieboek/events';
import { ibanFault } from './payment-iban.js';

/** What was ordered so far: declarations by the batch they are in. */
export interface PaymentState {
  readonly batches: ReadonlySet<string>;
  readonly ordered: ReadonlyMap<string, string>;
}

/** Asks for a batch; asked for again under the same id, nothing happens. */
export interface PaymentCommand {
  readonly kind: 'order';
  readonly order: PaymentOrder;
}

export type PaymentRefusal = 'ordered-before' | 'does-not-add-up' | 'faulty-account';

const positionsOf = ({ transfers }: PaymentOrder) => transfers.flatMap(({ positions }) => positions);

/** Declarations that are in another batch, or twice in this one. */
function orderedBefore(order: PaymentOrder, { ordered }: PaymentState): string[] {
  const seen = new Set<string>();
  return positionsOf(order).flatMap(({ declaration }) => {
    const isBefore = ordered.has(declaration) || seen.has(declaration);
    seen.add(declaration);
    return isBefore ? [declaration] : [];
  });
}

const isWhole = ({ cents, positions }: PaymentOrder['transfers'][number]): boolean =>
  cents > 0 && sumCents(positions.map((one) => one.cents)) === cents;

/** Accounts with a fault, without the numbers themselves. */
const faultyAccounts = ({ creditor, transfers }: PaymentOrder): string[] => [
  ...new Set(
    [creditor, ...transfers.map(({ debtor }) => debtor)].flatMap(({ name, iban }) => {
      const fault = ibanFault(iban);
      return fault === undefined ? [] : [`the account of ${name} ${fault}`];
    }),
  ),
];

export const paymentDecider: Decider<PaymentState, PaymentCommand, PaymentEvent, PaymentRefusal> = {
  category: 'payment',
  initial: { batches: new Set(), ordered: new Map() },

  decide({ order }, state) {
    if (state.batches.has(order.batch)) return [];
    const before = orderedBefore(order, state);
    if (before.length > 0)
      return reject('ordered-before', `ordered already, or twice: ${before.join(', ')}; plan the batch again`);
    if (!order.transfers.every(isWhole))
      return reject('does-not-add-up', 'a transfer is not the positive sum of its positions');
    const faults = faultyAccounts(order);
    if (faults.length > 0) return reject('faulty-account', faults.join('; '));
    return [{ type: paymentOrdered.type, data: order }];
  },

  evolve: ({ batches, ordered }, { data }) => ({
    batches: new Set([...batches, data.batch]),
    ordered: new Map([...ordered, ...positionsOf(data).map(({ declaration }) => [declaration, data.batch] as const)]),
  }),
};

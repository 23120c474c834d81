/**
 * Payments to one provider (betaalopdrachten): batches of SEPA credit transfers. A declaration or lump sum is ordered once,
 * whatever is asked how often; the aggregate is the provider, because that is where the same amount could meet itself.
 */
import { reject, sumCents, type Cents, type Decider } from '@regieboek/kernel';
import { paymentOrdered, type PaymentEvent, type PaymentOrder } from '@regieboek/events';
import { lumpSumKey, lumpSumsIn } from './lump-sum-payables.js';
import { painFaults } from './pain-001.js';
import { ibanFault } from './payment-iban.js';

/** What was ordered so far: declarations by the batch they are in, and of lump sums how much. */
export interface PaymentState {
  readonly batches: ReadonlySet<string>;
  readonly ordered: ReadonlyMap<string, string>;
  readonly lumpSums: ReadonlyMap<string, Cents>;
}

/** Asks for a batch; asked for again under the same id, nothing happens. */
export interface PaymentCommand {
  readonly kind: 'order';
  readonly order: PaymentOrder;
}

export type PaymentRefusal = 'ordered-before' | 'does-not-add-up' | 'faulty-account' | 'not-carried';

const declarationsIn = ({ transfers }: PaymentOrder): string[] =>
  transfers.flatMap(({ positions }) => positions.flatMap((one) => ('declaration' in one ? [one.declaration] : [])));

const repeated = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) < index);

/** Declarations that are in another batch, or twice in this one; lump sums of which other batches ordered since, or twice. */
function orderedBefore(order: PaymentOrder, { ordered, lumpSums }: PaymentState): string[] {
  const declarations = declarationsIn(order);
  const parts = lumpSumsIn(order);
  const overtaken = parts.filter((one) => one.beforeCents !== (lumpSums.get(lumpSumKey(one)) ?? 0));
  return [
    ...declarations.filter((one) => ordered.has(one)),
    ...repeated(declarations),
    ...new Set(overtaken.map(lumpSumKey)),
    ...repeated(parts.map((one) => `${lumpSumKey(one)}/${one.municipality ?? 'organisation'}`)),
  ];
}

/** Sums of lump sums ordered, with those of a batch. */
function withLumpSums(before: ReadonlyMap<string, Cents>, order: PaymentOrder): ReadonlyMap<string, Cents> {
  const after = new Map(before);
  for (const one of lumpSumsIn(order)) {
    const key = lumpSumKey(one);
    after.set(key, sumCents([after.get(key) ?? 0, one.cents]));
  }
  return after;
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
  initial: { batches: new Set(), ordered: new Map(), lumpSums: new Map() },

  decide({ order }, state) {
    if (state.batches.has(order.batch)) return [];
    const before = orderedBefore(order, state);
    if (before.length > 0)
      return reject('ordered-before', `ordered already, or twice: ${before.join(', ')}; plan the batch again`);
    if (!order.transfers.every(isWhole))
      return reject('does-not-add-up', 'a transfer is not the positive sum of its positions');
    const faults = faultyAccounts(order);
    if (faults.length > 0) return reject('faulty-account', faults.join('; '));
    const unsound = painFaults(order);
    if (unsound.length > 0)
      return reject(
        'not-carried',
        `banks would refuse the message: ${unsound.join('; ')}; correct the terms of payment, or report this`,
      );
    return [{ type: paymentOrdered.type, data: order }];
  },

  evolve: ({ batches, ordered, lumpSums }, { data }) => ({
    batches: new Set([...batches, data.batch]),
    ordered: new Map([...ordered, ...declarationsIn(data).map((declaration) => [declaration, data.batch] as const)]),
    lumpSums: withLumpSums(lumpSums, data),
  }),
};

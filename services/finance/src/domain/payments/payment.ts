/**
 * Payments to one provider (betaalopdrachten): batches of SEPA credit transfers. A declaration or lump sum is ordered once,
 * however often it is requested; the aggregate is the provider, because only there the same amount could be ordered twice.
 */
import { reject, sumCents, type Cents, type Decider } from '@regieboek/kernel';
import {
  paymentOrdered,
  paymentWithdrawn,
  type PaymentEvent,
  type PaymentOrder,
  type PaymentWithdrawal,
} from '@regieboek/events';
import { lumpSumKey, lumpSumsIn } from '../runs/lump-sum-payables.js';
import { painFaults } from './pain-001.js';
import { ibanFault } from './iban.js';

/** Ordered so far and not withdrawn: declarations by batch, and amounts of lump sums. */
export interface PaymentState {
  /** Every batch, also one that was withdrawn. */
  readonly batches: ReadonlyMap<string, PaymentOrder>;
  /** Withdrawn batches with the reason of the bank. */
  readonly withdrawn: ReadonlyMap<string, string>;
  readonly ordered: ReadonlyMap<string, string>;
  readonly lumpSums: ReadonlyMap<string, Cents>;
}

/** Orders a batch, or withdraws one that the bank refused; a repeated command changes nothing. */
export type PaymentCommand =
  | { readonly kind: 'order'; readonly order: PaymentOrder }
  | { readonly kind: 'withdraw'; readonly withdrawal: PaymentWithdrawal };

export type PaymentRefusal =
  'ordered-before' | 'does-not-add-up' | 'faulty-account' | 'not-carried' | 'unknown-batch' | 'withdrawn-before';

const declarationsIn = ({ transfers }: PaymentOrder): string[] =>
  transfers.flatMap(({ positions }) => positions.flatMap((one) => ('declaration' in one ? [one.declaration] : [])));

const repeated = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) < index);

/** Declarations that are in another batch or twice in this one; lump sums that are twice in this one or that another batch ordered meanwhile. */
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

/** Sums of lump sums ordered, with those of a batch (sign 1) or without them (sign -1). */
function withLumpSums(
  before: ReadonlyMap<string, Cents>,
  order: PaymentOrder,
  sign: 1 | -1,
): ReadonlyMap<string, Cents> {
  const after = new Map(before);
  for (const one of lumpSumsIn(order)) {
    const key = lumpSumKey(one);
    after.set(key, sumCents([after.get(key) ?? 0, sign * one.cents]));
  }
  return after;
}

function withdrawn(state: PaymentState, { batch, reason }: PaymentWithdrawal): PaymentState {
  const order = state.batches.get(batch);
  if (!order || state.withdrawn.has(batch)) return state;
  return {
    batches: state.batches,
    withdrawn: new Map([...state.withdrawn, [batch, reason]]),
    ordered: new Map([...state.ordered].filter(([, own]) => own !== batch)),
    lumpSums: withLumpSums(state.lumpSums, order, -1),
  };
}

const isWhole = ({ cents, positions }: PaymentOrder['transfers'][number]): boolean =>
  cents > 0 && sumCents(positions.map((one) => one.cents)) === cents;

/** Accounts with a fault, without their numbers. */
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
  initial: { batches: new Map(), withdrawn: new Map(), ordered: new Map(), lumpSums: new Map() },

  decide(command, state) {
    if (command.kind === 'withdraw') {
      const { withdrawal } = command;
      if (!state.batches.has(withdrawal.batch))
        return reject('unknown-batch', `this provider has no batch ${withdrawal.batch}; see the list of batches`);
      const before = state.withdrawn.get(withdrawal.batch);
      if (before === undefined) return [{ type: paymentWithdrawn.type, data: withdrawal }];
      return before === withdrawal.reason
        ? []
        : reject('withdrawn-before', `batch ${withdrawal.batch} was already withdrawn, with reason ${before}`);
    }
    const { order } = command;
    if (state.batches.has(order.batch)) return [];
    const before = orderedBefore(order, state);
    if (before.length > 0)
      return reject('ordered-before', `already ordered, or ordered twice: ${before.join(', ')}; plan the batch again`);
    if (!order.transfers.every(isWhole))
      return reject('does-not-add-up', 'a transfer must equal the positive sum of its positions');
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

  evolve(state, event) {
    if (event.type === paymentWithdrawn.type) return withdrawn(state, event.data);
    const { data } = event;
    const declarations = declarationsIn(data).map((declaration) => [declaration, data.batch] as const);
    return {
      ...state,
      batches: new Map([...state.batches, [data.batch, data]]),
      ordered: new Map([...state.ordered, ...declarations]),
      lumpSums: withLumpSums(state.lumpSums, data, 1),
    };
  },
};

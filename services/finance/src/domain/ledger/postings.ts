/**
 * Double-entry bookkeeping (dubbel boekhouden) of a region's bills: every line, correction and payment is a posting whose entries
 * add up to zero. Postings are made by replay and not stored; a balance is a sum over them.
 */
import { cents, sumCents, type CalendarDate, type Cents, type Month, Refusal } from '@regieboek/kernel';
import type { PaymentOrder, Transfer } from '@regieboek/events';
import type { BillingRun } from '../runs/billing-run.js';
import type { RecordedReceipt } from './received.js';
import { bearerOf, type Bearer, type Difference } from '../differences/diff.js';

/** Accounts (grootboekrekeningen). The party is the AGB code of a provider or the CBS code of a municipality. */
type Account =
  /** Owed to a provider for declared care (crediteuren). */
  | 'provider-payable'
  /** Owed by the municipality that is responsible (debiteuren). */
  | 'municipality-receivable'
  /** Between payer and responsible municipality (onderlinge vorderingen); all municipalities together: nothing. */
  | 'claim'
  /** Owed to a provider as a lump sum. */
  | 'lump-sum'
  /** Approved but without a responsible municipality yet (tussenrekening), at the payer: a municipality or `organisation`. */
  | 'suspense'
  /** Ordered at the bank (betalingen onderweg), by the municipality that pays, or by `organisation` for all of them. */
  | 'payment'
  /** Received at the bank of a municipality, as an advance or a settlement (ontvangsten). */
  | 'receipt';

/** One side of a posting: debit is positive, credit negative. */
export interface Entry {
  readonly account: Account;
  readonly party: string;
  readonly cents: Cents;
}

/** A balanced posting (journaalpost). */
export interface Posting {
  /** Unique within the books of a region: month of posting, source and subject. */
  readonly id: string;
  /** Month that it is posted in. */
  readonly period: Month;
  readonly source: 'billed-line' | 'lump-sum' | 'correction' | 'payment' | 'receipt';
  /** Id of the billed line or lump sum line; of a correction the key of the difference; of a payment its end-to-end id, of a receipt its reference. */
  readonly about: string;
  readonly entries: readonly Entry[];
}

/** A posting that does not balance; nothing of the books is shown then. */
export class Unbalanced extends Refusal {
  override readonly name = 'Unbalanced';
  constructor(id: string) {
    super(
      'unbalanced',
      'internal',
      `posting ${id} does not add up to zero: the books stopped; report this with the region and month`,
    );
  }
}

/** Party of the suspense when no municipality pays: the organisation. */
const suspenseOf = ({ kind, provider }: Bearer): string => (kind === 'line' ? 'organisation' : provider);

/** Entries of an amount that a municipality bears, or nobody yet; those of nothing are left out. */
function entriesOf(bearer: Bearer, amount: Cents): Entry[] {
  const whole = cents(amount);
  if (whole === 0) return [];
  const { kind, municipality, payer, provider } = bearer;
  const owed: Entry = { account: kind === 'line' ? 'provider-payable' : 'lump-sum', party: provider, cents: -whole };
  if (municipality === null) return [{ account: 'suspense', party: payer ?? suspenseOf(bearer), cents: whole }, owed];
  const borne: Entry[] = [{ account: 'municipality-receivable', party: municipality, cents: whole }, owed];
  if (payer === null || payer === municipality) return borne;
  return [
    ...borne,
    { account: 'claim', party: payer, cents: whole },
    { account: 'claim', party: municipality, cents: -whole },
  ];
}

function balanced(posting: Posting): Posting {
  if (sumCents(posting.entries.map((entry) => entry.cents)) !== 0) throw new Unbalanced(posting.id);
  return posting;
}

/** Postings of the lines and lump sums of a run, one each, also of lines of no amount. */
export const postingsOfRun = ({
  period,
  lines,
  lumpSums,
}: Pick<BillingRun, 'period' | 'lines' | 'lumpSums'>): Posting[] =>
  [...lines, ...lumpSums].map((line) =>
    balanced({
      id: `${period}/${line.kind}/${line.id}`,
      period,
      source: line.kind === 'line' ? 'billed-line' : 'lump-sum',
      about: line.id,
      entries: entriesOf(bearerOf(line, period), line.cents),
    }),
  );

/** Postings of corrections of earlier months, in the month that takes them over. */
export const postingsOfCorrections = (period: Month, corrections: readonly Difference[]): Posting[] =>
  corrections.map((one) =>
    balanced({
      id: `${period}/correction/${one.key}`,
      period,
      source: 'correction',
      about: one.key,
      entries: entriesOf(one, one.cents),
    }),
  );

/** A batch of payments that was ordered, or withdrawn, with the place of that event in the log. */
export interface RecordedPayment {
  readonly position: number;
  readonly order: PaymentOrder;
  /** Day of withdrawal; null for an order. */
  readonly withdrawnOn: CalendarDate | null;
}

/** Part of a transfer that pays lump sums; the rest is for declared care. */
function paidOf({ cents: whole, positions }: Transfer, provider: string): Entry[] {
  const lumpSums = positions.filter((one) => 'lumpSum' in one);
  const paid = sumCents(lumpSums.map((one) => one.cents));
  return [
    ...(lumpSums.length < positions.length
      ? [{ account: 'provider-payable' as const, party: provider, cents: cents(whole) - paid }]
      : []),
    ...(lumpSums.length > 0 ? [{ account: 'lump-sum' as const, party: provider, cents: paid }] : []),
  ];
}

const reversed = (entry: Entry): Entry => ({ ...entry, cents: 0 - entry.cents });

/** Postings of payments in the month that they are posted in, one for each transfer to a provider; of one withdrawn reversed. */
export const postingsOfPayments = (period: Month, payments: readonly RecordedPayment[]): Posting[] =>
  payments.flatMap(({ order: { provider, transfers }, withdrawnOn }) =>
    transfers.map((transfer) => {
      const entries: Entry[] = [
        ...paidOf(transfer, provider),
        { account: 'payment', party: transfer.municipality ?? 'organisation', cents: -cents(transfer.cents) },
      ];
      return balanced({
        id: `${period}/${withdrawnOn === null ? 'payment' : 'payment-withdrawn'}/${transfer.endToEnd}`,
        period,
        source: 'payment',
        about: transfer.endToEnd,
        entries: withdrawnOn === null ? entries : entries.map(reversed),
      });
    }),
  );

/** Postings of receipts in their month: the municipality owes that much less. */
export const postingsOfReceipts = (period: Month, receipts: readonly RecordedReceipt[]): Posting[] =>
  receipts.map(({ receipt: { reference, municipality, cents: amount } }) =>
    balanced({
      id: `${period}/receipt/${reference}`,
      period,
      source: 'receipt',
      about: reference,
      entries: [
        { account: 'receipt', party: municipality, cents: cents(amount) },
        { account: 'municipality-receivable', party: municipality, cents: -cents(amount) },
      ],
    }),
  );

/** Balances (saldi) of entries by account and party, in order; zero balances are omitted. */
export function balancesOf(entries: Iterable<Entry>): Entry[] {
  const sums = new Map<string, Entry>();
  for (const { account, party, cents: amount } of entries) {
    const key = `${account}/${party}`;
    sums.set(key, { account, party, cents: cents((sums.get(key)?.cents ?? 0) + amount) });
  }
  return [...sums]
    .filter(([, balance]) => balance.cents !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, balance]) => balance);
}

/** Sum of all balances (proefbalans): zero, always. */
export const trialBalance = (balances: readonly Entry[]): Cents => sumCents(balances.map((one) => one.cents));

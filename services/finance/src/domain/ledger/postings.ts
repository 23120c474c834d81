/**
 * Double-entry bookkeeping (dubbel boekhouden) of a region's bills: every line, correction and payment is a posting whose entries
 * add up to zero. Postings are made by replay and not stored; a balance is a sum over them.
 */
import { cents, sumCents, type CalendarDate, type Cents, type Month } from '@regieboek/kernel';
import type { PaymentOrder, Transfer } from '@regieboek/events';
import type { BillingRun } from '../runs/billing-run.js';
import type { RecordedReceipt } from './received.js';
import { bearerOf, type Bearer, type Difference } from '../differences/diff.js';
import { type Entry, type Posting, balanced } from './posting.js';

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

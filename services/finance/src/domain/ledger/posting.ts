/** Postings, and balances of their entries: double-entry bookkeeping (dubbel boekhouden) of a region's bills. */
import { cents, sumCents, type Cents, type Month, Refusal } from '@regieboek/kernel';

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

/** A posting does not balance, so nothing of the books is shown. */
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

/** Returns the posting. Throws Unbalanced when its entries do not add up to zero. */
export function balanced(posting: Posting): Posting {
  if (sumCents(posting.entries.map((entry) => entry.cents)) !== 0) throw new Unbalanced(posting.id);
  return posting;
}

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

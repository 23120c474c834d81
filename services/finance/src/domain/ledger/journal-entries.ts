/**
 * Journal entries (boekstukken) for the financial package of an organisation: the postings of a month on its own accounts. Each
 * entry balances, because every posting does.
 */
import { sumCents, type Cents, type Month } from '@regieboek/kernel';
import type { Entry, Posting } from './posting.js';

/** An account of the organisation for one kind of entry. */
export interface MappedAccount {
  readonly code: string;
  readonly name: string;
  /** Task field and category of Iv3, and code of the reference chart (RGS), where the organisation gives them. */
  readonly iv3Task: string | null;
  readonly iv3Category: string | null;
  readonly rgs: string | null;
}

/** Organisation of the books, as an audit file (XAF) names it. */
export interface Company {
  readonly name: string;
  /** Fiscal number (RSIN). */
  readonly taxNumber: string;
}

/** Accounts of an organisation, its journal, and its numbers of parties. */
export interface AccountMapping {
  readonly journal: string;
  readonly accounts: Readonly<Record<Entry['account'], MappedAccount>>;
  /** Relation number by AGB or CBS code; a party without one keeps its code. */
  readonly parties: ReadonlyMap<string, string>;
}

/** A line of an entry: one side of one account. */
export interface JournalLine {
  readonly journal: string;
  /** Number of the entry; lines with the same number are one entry. */
  readonly entry: string;
  readonly period: Month;
  readonly source: Posting['source'];
  readonly account: MappedAccount;
  readonly party: string;
  /** Debit positive, credit negative. */
  readonly cents: Cents;
}

/** Lines of a month: an entry per source of postings, or per posting. */
export function journalLines(
  postings: readonly Posting[],
  { journal, accounts, parties }: AccountMapping,
  isDetailed = false,
): JournalLine[] {
  const entries = Map.groupBy(postings, ({ id, period, source }) => (isDetailed ? id : `${period}-${source}`));
  return [...entries].flatMap(([entry, own]) => {
    const [first] = own;
    if (!first) return [];
    const sides = Map.groupBy(
      own.flatMap(({ entries: all }) => all),
      ({ account, party, cents }) => `${account}/${party}/${cents < 0 ? 'credit' : 'debit'}`,
    );
    return [...sides.values()].flatMap((same) => {
      const [one] = same;
      const cents = sumCents(same.map((each) => each.cents));
      if (!one || cents === 0) return [];
      const { period, source } = first;
      const party = parties.get(one.party) ?? one.party;
      return [{ journal, entry, period, source, account: accounts[one.account], party, cents }];
    });
  });
}

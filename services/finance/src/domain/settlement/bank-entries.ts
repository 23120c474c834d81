/** Entries of bank statements of a region that wait for a decision; the aggregate is the region, as for its receipts. */
import type { Decider } from '@regieboek/kernel';
import { bankEntryListed, type BankEvent, type ListedEntry } from '@regieboek/events';

/** Lists an entry; does nothing when one with its reference is listed. */
export interface ListEntry {
  readonly kind: 'list';
  readonly entry: ListedEntry;
}

export const bankDecider: Decider<ReadonlySet<string>, ListEntry, BankEvent, never> = {
  category: 'bank',
  initial: new Set(),
  decide: ({ entry }, listed) => (listed.has(entry.reference) ? [] : [{ type: bankEntryListed.type, data: entry }]),
  evolve: (listed, { data }) => new Set([...listed, data.reference]),
};

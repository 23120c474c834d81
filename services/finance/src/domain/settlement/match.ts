/**
 * Matches credit entries of bank statements (camt.053) with what municipalities are expected to pay: issued settlements by their
 * number or amount, and agreed advances. An entry that fits nothing, or more than one thing, is for a person.
 */
import type { CalendarDate, Cents, Month } from '@regieboek/kernel';
import type { IssuedSettlement, ListedEntry, Receipt } from '@regieboek/events';
import type { Advance } from './settle.js';

/** A credit entry of a bank statement, without names and account numbers. */
export interface CreditEntry {
  /** Reference of the bank; a booking is recorded once under it. */
  readonly reference: string;
  readonly cents: Cents;
  readonly receivedOn: CalendarDate;
  /** Municipality with the account that paid; null when the account is not known. */
  readonly municipality: string | null;
  /** Numbers of settlements that the payer mentions. */
  readonly numbers: readonly string[];
}

/** What is expected from municipalities, and what was received of it. */
export interface Expected {
  readonly settlements: readonly IssuedSettlement[];
  readonly advances: readonly Advance[];
  readonly receipts: readonly Receipt[];
}

/** An amount that a municipality is expected to pay. */
interface Due {
  readonly municipality: string;
  readonly kind: Receipt['kind'];
  readonly from: Month;
  readonly to: Month;
  readonly cents: Cents;
  /** Number of the settlement; null for an advance. */
  readonly number: string | null;
}

const isPaid = (due: Due, receipts: readonly Receipt[]): boolean =>
  receipts.some(
    (one) =>
      one.municipality === due.municipality &&
      one.kind === due.kind &&
      one.from === due.from &&
      one.to === due.to &&
      one.cents === due.cents,
  );

/** Amounts still to be received, settlements before advances, oldest first. */
function dues({ settlements, advances, receipts }: Expected): Due[] {
  const settled = settlements.flatMap(({ number, from, to, municipalities }) =>
    municipalities.map(({ municipality, dueCents: cents }) => ({
      ...{ municipality, kind: 'settlement' as const, from, to, cents, number },
    })),
  );
  const agreed = advances.map(({ municipality, month, cents }) => ({
    ...{ municipality, kind: 'advance' as const, from: month, to: month, cents, number: null },
  }));
  return [...settled, ...agreed].filter((due) => due.cents > 0 && !isPaid(due, receipts));
}

type Reason = ListedEntry['reason'];

/** The expected amount that an entry pays, or why there is none. */
function dueOf(entry: CreditEntry, open: readonly Due[]): Due | Reason {
  const { municipality, cents, numbers } = entry;
  const named = open.filter(
    (due) =>
      due.number !== null && numbers.includes(due.number) && (municipality ?? due.municipality) === due.municipality,
  );
  const exact = named.filter((due) => due.cents === cents);
  const [first, second] = exact;
  if (first && !second) return first;
  if (second) return 'several-possible';
  if (named.length > 0) return 'other-amount';
  if (municipality === null) return 'unknown-payer';
  const own = open.filter((due) => due.municipality === municipality && due.cents === cents);
  const [settlement, another] = own.filter(({ kind }) => kind === 'settlement');
  if (another) return 'several-possible';
  // Advances of the same amount are paid month by month.
  return settlement ?? own.find(({ kind }) => kind === 'advance') ?? 'no-expected-amount';
}

/** Result of matching: receipts to record, and entries for a person. */
export interface Matched {
  readonly receipts: readonly Receipt[];
  readonly listed: readonly ListedEntry[];
}

/** Matches entries one after the other; each expected amount is paid once. Entries that are recorded already are skipped. */
export function matchEntries(entries: readonly CreditEntry[], expected: Expected): Matched {
  const recorded = new Set(expected.receipts.map(({ reference }) => reference));
  const receipts: Receipt[] = [];
  const listed: ListedEntry[] = [];
  let open = dues(expected);
  for (const entry of entries) {
    const { reference, cents, receivedOn, municipality } = entry;
    if (recorded.has(reference)) continue;
    recorded.add(reference);
    const due = dueOf(entry, open);
    if (typeof due === 'string') {
      listed.push({ reference, cents, receivedOn, municipality, reason: due });
      continue;
    }
    open = open.filter((one) => one !== due);
    receipts.push({
      reference,
      municipality: due.municipality,
      kind: due.kind,
      from: due.from,
      to: due.to,
      cents,
      receivedOn,
    });
  }
  return { receipts, listed };
}

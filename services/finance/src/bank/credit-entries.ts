import { createHash } from 'node:crypto';
import { receiptRecorded } from '@regieboek/events';
import { parseCalendarDate, type CalendarDate, type Cents, type Fault } from '@regieboek/kernel';
import type { CreditEntry } from '../domain/settlement/match.js';
import type { CamtEntry, CamtStatement, CamtTransaction } from './camt-elements.js';

/** Entries of a file: booked credits in euros; the faults of those that cannot be read. */
export interface ReadEntries {
  readonly entries: readonly CreditEntry[];
  readonly faults: readonly Fault[];
}

const { reference: referenceSchema } = receiptRecorded.schema.shape;

/** Cents of an amount with at most two decimals; undefined for another text. */
function centsOf(text: string | undefined): Cents | undefined {
  const [, whole, part = ''] = /^(\d{1,13})(?:\.(\d{1,2}))?0*$/.exec(text ?? '') ?? [];
  return whole === undefined ? undefined : Number(`${whole}${part.padEnd(2, '0')}`);
}

/**
 * Reference under which a booking is recorded: that of the bank, or, where the bank gives none that the log accepts, one derived
 * from the id of the statement, the place in it, the day and the amount.
 */
function referenceOf(given: string | undefined, ...place: readonly (string | number)[]): string {
  const bank = (given ?? '')
    .toUpperCase()
    .replace(/[^A-Z0-9-]/g, '-')
    .slice(0, 35);
  const isAccount = /[A-Z]{2}\d{2}[A-Z]{4}\d{6}/.test(bank);
  if (/[A-Z0-9]/.test(bank) && !isAccount && referenceSchema.safeParse(bank).success) return bank;
  const digest = createHash('sha256').update(JSON.stringify(place)).digest();
  // Letters only, so that no nine digits in it can be taken for a citizen service number.
  return `CAMT-${[...digest.subarray(0, 24)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('')}`;
}

/** Place of an entry in the file, and the municipality of an account. */
interface Reading {
  readonly statement: CamtStatement;
  readonly entry: CamtEntry;
  readonly number: number;
  readonly municipalityOf: (iban: string) => string | null;
}

const numbersIn = (text: string): string[] => [...text.matchAll(/(?<!\d)\d{4}-\d{3}(?!\d)/g)].map(([number]) => number);

/** The day of an entry: its value date, otherwise its booking date. */
const dayOf = ({ valueOn, bookedOn }: CamtEntry): CalendarDate | undefined =>
  parseCalendarDate((valueOn ?? bookedOn ?? '').slice(0, 10));

function creditOf(transaction: CamtTransaction, part: number, reading: Reading): CreditEntry | string {
  const { statement, entry, number, municipalityOf } = reading;
  const isOnly = entry.transactions.length <= 1;
  const amount = isOnly ? entry.amount : transaction.amount;
  const currency = (isOnly ? entry.currency : transaction.currency) ?? entry.currency;
  const cents = centsOf(amount);
  const receivedOn = dayOf(entry);
  if (cents === undefined || cents === 0) return 'has no amount with at most two decimals (Amt)';
  if (currency !== 'EUR') return 'is not in euros (Amt, Ccy): book it by hand';
  if (receivedOn === undefined) return 'has no day (ValDt, BookgDt)';
  const own = transaction.reference ?? (isOnly ? entry.reference : entry.reference && `${entry.reference}-${part + 1}`);
  return {
    reference: referenceOf(own, statement.id, number, part, receivedOn, cents),
    ...{ cents, receivedOn, numbers: numbersIn(transaction.remittance) },
    municipality: municipalityOf((transaction.debtorIban ?? '').replaceAll(' ', '')),
  };
}

/** Credit entries of statements that are booked; `municipalityOf` names the municipality with an account, or null. */
export function creditEntries(
  statements: readonly CamtStatement[],
  municipalityOf: Reading['municipalityOf'],
): ReadEntries {
  const entries: CreditEntry[] = [];
  const faults: Fault[] = [];
  for (const statement of statements)
    for (const [number, entry] of statement.entries.entries()) {
      if (entry.direction !== 'CRDT' || entry.status !== 'BOOK') continue;
      const parts = entry.transactions.length === 0 ? [{ remittance: '' }] : entry.transactions;
      for (const [part, transaction] of parts.entries()) {
        const credit = creditOf(transaction, part, { statement, entry, number, municipalityOf });
        if (typeof credit === 'string') faults.push({ place: `line ${entry.line}`, text: credit });
        else entries.push(credit);
      }
    }
  return { entries, faults };
}

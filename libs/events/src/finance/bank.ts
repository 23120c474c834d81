import { z } from 'zod';
import { declare, type EventOf } from '../declare.js';
import { cents, date, municipality } from '../fields.js';
import { reference } from './payments.js';

/** Why an entry of a bank statement was not recorded as a receipt. */
export const unmatchedReason = z.enum(['unknown-payer', 'no-expected-amount', 'other-amount', 'several-possible']);

/** A credit entry of a bank statement asks for a decision (bijschrijving te beoordelen); without names and account numbers. */
export const bankEntryListed = declare(
  'finance.bank-entry-listed.v1',
  z.object({
    /** Reference of the bank; a receipt under the same reference settles the entry. */
    reference,
    cents: cents.min(1),
    /** Value date (valutadatum). */
    receivedOn: date,
    /** Municipality with the account that paid; null when the account is not known. */
    municipality: municipality.nullable(),
    reason: unmatchedReason,
  }),
);

export const bankEvents = [bankEntryListed] as const;
export type BankEvent = EventOf<(typeof bankEvents)[number]>;
export type ListedEntry = EventOf<typeof bankEntryListed>['data'];

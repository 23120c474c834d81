import { z } from 'zod';
import { declare, type EventOf } from './declare.js';
import { cents, date, month, municipality, provider } from './fields.js';

/** Account number (ISO 13616) without blanks; its check digits are judged before a payment is ordered. */
export const iban = z.string().regex(/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/, 'an IBAN in capitals without blanks');

/** Bank (ISO 9362): eight or eleven characters. */
export const bic = z.string().regex(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'a BIC of 8 or 11 characters');

/** Name and account of an organisation that pays or is paid; a BIC is needed outside the SEPA area alone. */
export const account = z.object({ name: z.string().min(1).max(70), iban, bic: bic.nullable() });

/** Id as banks take it: at most 35 capitals, digits and dashes. */
export const reference = z.string().regex(/^[A-Z0-9-]{1,35}$/, 'at most 35 capitals, digits and dashes');

/** What was approved of one declaration; negative when more was taken back than declared. */
export const declarationPosition = z.object({
  /** Stream of the declaration. */
  declaration: z.string().min(1).max(140),
  /** DeclaratieNummer and DeclaratiePeriode, for the provider to know it by. */
  number: z.string().min(1).max(12),
  period: month,
  cents,
});

/** A part of the lump sum (taakgerichte bekostiging) of a month; negative when the contract turned out lower than was paid. */
export const lumpSumPosition = z.object({
  /** Id of the lump sum in the contract of the provider. */
  lumpSum: z.string().min(1),
  period: month,
  cents,
  /** What batches before ordered of the month's lump sum in all, so that no part can be ordered twice. */
  beforeCents: cents,
});

/** What a transfer is for. */
export const payablePosition = z.union([declarationPosition, lumpSumPosition]);

/** One credit transfer (overboeking) of a batch: from one account, for one or more declarations and lump sums. */
export const transfer = z.object({
  endToEnd: reference,
  /** Municipality that pays (WPB-P1), or null when the purchasing organisation pays for all. */
  municipality: municipality.nullable(),
  debtor: account,
  cents: cents.min(1),
  positions: z.array(payablePosition).min(1),
});

/** A batch of transfers to one provider was ordered (betaalopdracht gegeven); what is in it is never ordered again. */
export const paymentOrdered = declare(
  'finance.payment-ordered.v1',
  z.object({
    /** Id of the batch; it follows from the region, the provider and the positions. */
    batch: reference,
    provider,
    creditor: account,
    /** Organisation that hands the batch to the bank. */
    initiator: z.string().min(1).max(70),
    executionDate: date,
    transfers: z.array(transfer).min(1),
  }),
);

export const paymentEvents = [paymentOrdered] as const;
export type PaymentEvent = EventOf<(typeof paymentEvents)[number]>;
export type PaymentOrder = EventOf<typeof paymentOrdered>['data'];
export type Account = z.output<typeof account>;
export type Transfer = z.output<typeof transfer>;
export type DeclarationPosition = z.output<typeof declarationPosition>;
export type LumpSumPosition = z.output<typeof lumpSumPosition>;
export type PayablePosition = z.output<typeof payablePosition>;

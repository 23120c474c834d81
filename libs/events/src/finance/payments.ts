import { z } from 'zod';
import { holdsBsn } from '@regieboek/kernel';
import { declare, type EventOf } from '../declare.js';
import {
  actor,
  cents,
  date,
  fourEyes,
  givenId,
  guarded,
  month,
  municipality,
  provider,
  safeText,
  standardNumber,
} from '../fields.js';

/** Account number (ISO 13616) without spaces; its check digits are verified before a payment is ordered. */
const iban = z.string().regex(/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/, 'an IBAN in capitals without blanks');

/** Bank (ISO 9362): eight or eleven characters. */
export const bic = z.string().regex(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'a BIC of 8 or 11 characters');

/** Name and account of an organisation that pays or is paid; a BIC is only needed outside the SEPA area. */
const account = z.object({ name: safeText(1, 70), iban, bic: bic.nullable() });

/** Reference as banks accept it: at most 35 capitals, digits and dashes. */
export const reference = guarded(z.string().regex(/^[A-Z0-9-]{1,35}$/, 'at most 35 capitals, digits and dashes'));

/** Id of a batch or a transfer as banks accept it. The ledger derives it from digests, so nine digits in it are not a BSN. */
const bankId = z
  .string()
  .regex(/^[A-Z0-9-]{1,35}$/, 'at most 35 capitals, digits and dashes')
  .refine((text) => /^RB[0-9A-F]{32}$/.test(text) || !holdsBsn(text), 'is not an id that the ledger generates');

/** Approved amount of one declaration; negative when more was credited than declared. */
const declarationPosition = z.object({
  /** Stream of the declaration. */
  declaration: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,30}\.declaration-[0-9a-f-]{1,36}$/, 'the stream of a declaration'),
  /** DeclaratieNummer and DeclaratiePeriode, by which the provider recognises it. */
  number: standardNumber(12),
  period: month,
  cents,
});

/** A part of the lump sum (taakgerichte bekostiging) of a month; negative when more was paid than the contract now allows. */
const lumpSumPosition = z.object({
  /** Id of the lump sum in the contract of the provider. */
  lumpSum: givenId,
  period: month,
  cents,
  /** Total that earlier batches ordered of the month's lump sum, so that no part can be ordered twice. */
  beforeCents: cents,
});

/** Purpose of a transfer. */
const payablePosition = z.union([declarationPosition, lumpSumPosition]);

/** One credit transfer (overboeking) of a batch: from one account, for one or more declarations and lump sums. */
const transfer = z.object({
  endToEnd: bankId,
  /** Municipality that pays (WPB-P1), or null when the purchasing organisation pays for all. */
  municipality: municipality.nullable(),
  debtor: account,
  cents: cents.min(1),
  positions: z.array(payablePosition).min(1),
});

/** A batch of transfers to one provider was ordered (betaalopdracht gegeven); its contents are never ordered again. */
export const paymentOrdered = declare(
  'finance.payment-ordered.v1',
  z.object({
    /** Id of the batch; derived from the region, the provider and the positions. */
    batch: bankId,
    provider,
    creditor: account,
    /** Organisation that hands the batch to the bank. */
    initiator: safeText(1, 70),
    executionDate: date,
    transfers: z.array(transfer).min(1),
    fourEyes: fourEyes.exactOptional(),
  }),
);

/** Reason of a bank's status report (pain.002), code of ISO 20022 ExternalStatusReason1Code, such as AC04 (account closed). */
export const bankReason = z
  .string()
  .regex(/^[A-Z]{2}[A-Z0-9]{2}$/, 'a reason of the bank: four characters, such as AC04');

/** A batch that the bank refused was withdrawn (betaalopdracht ingetrokken): its contents can be ordered again. */
export const paymentWithdrawn = declare(
  'finance.payment-withdrawn.v1',
  z.object({ batch: bankId, provider, reason: bankReason, withdrawnBy: actor, withdrawnOn: date }),
);

export const paymentEvents = [paymentOrdered, paymentWithdrawn] as const;
export type PaymentEvent = EventOf<(typeof paymentEvents)[number]>;
export type PaymentWithdrawal = EventOf<typeof paymentWithdrawn>['data'];
export type PaymentOrder = EventOf<typeof paymentOrdered>['data'];
export type Account = z.output<typeof account>;
export type Transfer = z.output<typeof transfer>;
export type DeclarationPosition = z.output<typeof declarationPosition>;
export type LumpSumPosition = z.output<typeof lumpSumPosition>;
export type PayablePosition = z.output<typeof payablePosition>;

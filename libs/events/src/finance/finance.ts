import { z } from 'zod';
import { declare, type EventOf } from '../declare.js';
import {
  actor,
  category,
  cents,
  date,
  fourEyes,
  guarded,
  month,
  municipality,
  productCode,
  provider,
  retourCode,
  safeText,
  standardNumber,
  unit,
  youth,
} from '../fields.js';

/** A declaration (JW323) was received; no part of it has been decided. */
export const declarationReceived = declare(
  'finance.declaration-received.v1',
  z.object({
    provider,
    /** Receiver of the message: the municipality that pays the provider (WPB-P1). */
    municipality,
    messageId: standardNumber(12),
    messageDate: date,
    /** DeclaratieNummer. */
    number: standardNumber(12),
    /** DeclaratiePeriode: the administrative month. */
    period: month,
    declarationDate: date,
    submittedCents: cents,
    lineCount: z.int().min(0),
    /** Keyed id (HMAC-SHA-256) of the message in its region; the vault uses it to find the encrypted original. */
    message: z.string().regex(/^[0-9a-f]{64}$/),
  }),
);

/** One declared line (prestatie) with its decision. Empty `codes` means approved. */
const decidedLine = z.object({
  /** Place of the line in the message, from 0: a refused declaration may hold one reference twice. */
  place: z.int().min(0),
  reference: standardNumber(20),
  previous: standardNumber(20).nullable(),
  /** Pseudonym, or null when the client is not known to the region. */
  youth: youth.nullable(),
  assignment: z.int().min(0),
  category,
  code: productCode,
  from: date,
  to: date,
  volume: z.int().min(0),
  unit,
  tariffCents: cents.nullable(),
  /** Signed: a credit line is negative. */
  cents,
  /** Retour codes (WJ001) of the line; empty when it is approved. */
  codes: z.array(retourCode),
});

/** A part of the lines of a declaration was decided. Counts only once the whole declaration is decided. */
export const declarationLinesDecided = declare(
  'finance.declaration-lines-decided.v1',
  z.object({ part: z.int().min(0), lines: z.array(decidedLine).min(1) }),
);

/** The whole declaration is decided and the answer (JW325) is fixed. */
export const declarationDecided = declare(
  'finance.declaration-decided.v1',
  z.object({
    headerCodes: z.array(retourCode).min(1),
    declarationCodes: z.array(retourCode),
    /** Clients refused as a whole, by place in the message (from 0), with their codes. */
    clientCodes: z.record(z.string().regex(/^[0-9]{1,7}$/), z.array(retourCode)),
    approvedCents: cents,
    approvedLines: z.int().min(0),
    rejectedLines: z.int().min(0),
    answerId: z.string().regex(/^A[0-9A-Z]{0,11}$/, 'A and up to eleven capitals or digits'),
    answerDate: date,
  }),
);

export const financeEvents = [declarationReceived, declarationLinesDecided, declarationDecided] as const;
export type FinanceEvent = EventOf<(typeof financeEvents)[number]>;
export type DeclarationHead = EventOf<typeof declarationReceived>['data'];
export type DecidedLine = z.output<typeof decidedLine>;
export type DeclarationOutcome = EventOf<typeof declarationDecided>['data'];

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256: 64 hexadecimal digits');
/** Reason of the decision; without personal data. */
const reason = safeText(3, 200);
/** Id of an open item: created by the ledger, and contains the number of a declared line. */
const openItem = z
  .string()
  .max(140)
  .regex(/^(declaration|line):[^\u0000-\u001f\u007f-\u009f]+$/, 'the id of an open item');

/** An open item that is waived when a period is sealed, with the reason (afwijking). */
export const waiver = z.object({ item: openItem, reason });

/** A waiver as recorded: `standing` has the ids of the standing decisions that waived the item, if any did. */
const recordedWaiver = waiver.extend({ standing: z.array(z.uuid()).min(1).exactOptional() });

/** A period (month of declaration) was closed (periode afgesloten): its result and its inputs. */
export const periodSealed = declare(
  'finance.period-sealed.v1',
  z.object({
    period: month,
    /** Position of the last event of the region that the sealed run takes into account. */
    position: z.int().min(0),
    /** SHA-256 over the lines of the run. */
    digest: sha256,
    /** Version of the rules (regelset) that the run followed. */
    ruleSet: guarded(z.string().regex(/^[A-Za-z0-9._-]{1,40}$/)),
    billedCents: cents,
    unresolvedCents: cents,
    /** Corrections of earlier periods included in this one, in cents, and the SHA-256 over them. */
    correctionCents: cents,
    correctionDigest: sha256,
    /**
     * Hash chain over the events up to the position: its head after each block of this many events; the last block may be
     * shorter.
     */
    chain: z.object({ blockEvents: z.int().min(1), heads: z.array(sha256) }),
    waivers: z.array(recordedWaiver),
    sealedBy: actor,
    sealedOn: date,
    fourEyes: fourEyes.exactOptional(),
    /**
     * SHA-256 of the statement of each municipality (CBS code), by which a statement is proven with the mark alone. Seals of
     * version 0.2 have none.
     */
    statements: z.record(municipality, sha256).exactOptional(),
  }),
);

/** A sealed period was opened again (periode heropend), with the reason. */
export const periodReopened = declare(
  'finance.period-reopened.v1',
  z.object({ period: month, reason, reopenedBy: actor, reopenedOn: date }),
);

export const periodEvents = [periodSealed, periodReopened] as const;
export type PeriodEvent = EventOf<(typeof periodEvents)[number]>;
export type PeriodSeal = EventOf<typeof periodSealed>['data'];
export type PeriodReopening = EventOf<typeof periodReopened>['data'];
export type Waiver = z.output<typeof recordedWaiver>;

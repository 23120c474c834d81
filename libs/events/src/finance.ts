import { z } from 'zod';
import { declare, type EventOf } from './declare.js';
import { category, cents, date, month, municipality, productCode, provider, unit, youth } from './fields.js';

/** A declaration (JW323) was taken in; nothing of it is decided yet. */
export const declarationReceived = declare(
  'finance.declaration-received.v1',
  z.object({
    provider,
    /** Receiver of the message: the municipality that pays the provider (WPB-P1). */
    municipality,
    messageId: z.string().min(1).max(12),
    messageDate: date,
    /** DeclaratieNummer. */
    number: z.string().min(1).max(12),
    /** DeclaratiePeriode: the administrative month. */
    period: month,
    declarationDate: date,
    submittedCents: cents,
    lineCount: z.int().min(0),
    /** SHA-256 of the message as received, under which the encrypted original is kept. */
    message: z.string().regex(/^[0-9a-f]{64}$/),
  }),
);

/** One declared line (prestatie) with what was decided about it. `codes` empty means approved. */
export const decidedLine = z.object({
  /** Place of the line in the message, from 0: a refused declaration may hold one reference twice. */
  place: z.int().min(0),
  reference: z.string().min(1).max(20),
  previous: z.string().min(1).max(20).nullable(),
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
  codes: z.array(z.string()),
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
    headerCodes: z.array(z.string()).min(1),
    declarationCodes: z.array(z.string()),
    /** Clients refused as a whole, by place in the message (from 0), with their codes. */
    clientCodes: z.record(z.string(), z.array(z.string())),
    approvedCents: cents,
    approvedLines: z.int().min(0),
    rejectedLines: z.int().min(0),
    answerId: z.string().min(1).max(12),
    answerDate: date,
  }),
);

export const financeEvents = [declarationReceived, declarationLinesDecided, declarationDecided] as const;
export type FinanceEvent = EventOf<(typeof financeEvents)[number]>;
export type DeclarationHead = EventOf<typeof declarationReceived>['data'];
export type DecidedLine = z.output<typeof decidedLine>;
export type DeclarationOutcome = EventOf<typeof declarationDecided>['data'];

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256: 64 hexadecimal digits');
/** Who closed or opened: a role, initials or a staff number, never a name; the ledger does not check who it is. */
const actor = z.string().min(1).max(40);
/** Why somebody decided so; without personal data. */
const reason = z.string().min(3).max(200);

/** An open item that was let pass when a period was sealed, with the reason (afwijking). */
export const waiver = z.object({ item: z.string().min(1).max(140), reason });

/** A period (month of declaration) was closed (periode afgesloten): what it came to, and what that rests on. */
export const periodSealed = declare(
  'finance.period-sealed.v1',
  z.object({
    period: month,
    /** Last event of the region that the sealed run rests on: all that was known. */
    position: z.int().min(0),
    /** SHA-256 over the lines of the run. */
    digest: sha256,
    /** Version of the rules (regelset) that the run followed. */
    ruleSet: z.string().min(1).max(40),
    billedCents: cents,
    unresolvedCents: cents,
    /** Corrections of earlier periods that this one took over, in cents and as a SHA-256 over them. */
    correctionCents: cents,
    correctionDigest: sha256,
    /** Hash chain over the events up to the position: its head after each block of so many events; the last may be shorter. */
    chain: z.object({ blockEvents: z.int().min(1), heads: z.array(sha256) }),
    waivers: z.array(waiver),
    sealedBy: actor,
    sealedOn: date,
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
export type Waiver = z.output<typeof waiver>;

import type { CalendarDate } from '@regieboek/kernel';
import type { MessageType } from '../generated/elements.js';
import type {
  BerichtIdentificatie,
  JW323Prestatie,
  Product,
  RedenBeeindiging,
  Referentie,
  VerzoekAntwoord,
  XsdVersie,
} from '../generated/messages.js';
import type { Grant } from '../rules/messages/grant-rules.js';

/**
 * The data that every message is judged with. A ledger belongs to one municipality and has its state from **before** the
 * message; of a message that was refused as a whole it only has the Identificatie under which it was answered. Lookups are
 * synchronous; the caller preloads the data that one message needs.
 */
export interface HeaderLedger {
  /** True when this sender used the Identificatie in an earlier message of this type (TR056). */
  messageSeen(message: MessageType, sender: string, identification: string): boolean;
  /** True when the code is or was a municipality in the CBS list (TR378). */
  isMunicipality(code: string): boolean;
}

/** The product list in use, national or of the region (TR381). */
export interface ProductLedger {
  /** True when the list has this code in this category. */
  isProduct(category: string, code: string): boolean;
}

/** The current state of an assignment (toewijzing): the newest decision counts, not the newest message (IV013). */
export interface KnownAssignment extends Grant {
  readonly number: number;
  readonly bsn: string;
  /** AGB code of the provider. */
  readonly provider: string;
  /** Removed with reason 13. */
  readonly removed: boolean;
  /** The ReferentieAanbieder it was sent with, if any. */
  readonly reference?: string | undefined;
}

/** A request (verzoek) of a provider under one ReferentieAanbieder. */
export interface KnownRequest {
  readonly bsn: string;
  /** Replies by JW319 so far, oldest first. */
  readonly replies: readonly VerzoekAntwoord[];
  /** True when an assignment was sent for it. */
  readonly assigned: boolean;
}

/** Ledger for a JW301. */
export interface AssignmentLedger extends HeaderLedger, ProductLedger {
  assignment(number: number): KnownAssignment | undefined;
  request(provider: string, reference: string): KnownRequest | undefined;
  /** True when the assignment has approved lines that were not credited (TR385). */
  hasStandingLines(assignment: number): boolean;
}

/** Key elements of a start (start jeugdhulp) that was delivered and not removed. */
export interface KnownStart {
  readonly toewijzingNummer?: number | undefined;
  readonly product?: Product | undefined;
  readonly begindatum: CalendarDate;
}

/** Key elements of a stop (stop jeugdhulp) that was delivered and not removed. */
export interface KnownStop extends KnownStart {
  readonly redenBeeindiging: RedenBeeindiging;
  readonly einddatum: CalendarDate;
}

/** Ledger for a JW305 and a JW307. */
export interface DeliveryLedger extends HeaderLedger, ProductLedger {
  assignment(number: number): KnownAssignment | undefined;
  /** True when this provider gives care without assignment (taakgericht) for a product (TR019). */
  isTaskBased(provider: string, product: Product | undefined): boolean;
  starts(provider: string, bsn: string): readonly KnownStart[];
  stops(provider: string, bsn: string): readonly KnownStop[];
}

/** Ledger for a JW315 and a JW317. */
export interface RequestLedger extends HeaderLedger, ProductLedger {
  isClient(bsn: string): boolean;
  /** True when this provider used the ReferentieAanbieder before, in either kind of request (TR347). */
  referenceSeen(provider: string, reference: string): boolean;
  /** True when a request of this provider for this client waits for its answer (TR374). */
  isPending(provider: string, bsn: string): boolean;
  /** Every assignment of this client to this provider, including ended and removed ones. */
  assignments(provider: string, bsn: string): readonly KnownAssignment[];
}

/** Ledger for a JW319. */
export interface ReplyLedger extends HeaderLedger {
  request(provider: string, reference: string): KnownRequest | undefined;
}

/** A declaration (JW323), answered or not. */
export interface AnsweredDeclaration {
  readonly xsdVersie: XsdVersie;
  readonly declaratieNummer: string;
  /** True when it was answered before: a declaration gets one answer. */
  readonly answered: boolean;
  /** The line of a client with this reference. */
  line(bsn: string, reference: Referentie): JW323Prestatie | undefined;
}

/** Ledger for a JW325, of its receiver, or of its sender before sending. */
export interface AnswerLedger extends HeaderLedger {
  isClient(bsn: string): boolean;
  declaration(provider: string, identification: BerichtIdentificatie): AnsweredDeclaration | undefined;
}

/** The ledger type for each message type. */
export interface LedgerOf {
  readonly JW301: AssignmentLedger;
  readonly JW305: DeliveryLedger;
  readonly JW307: DeliveryLedger;
  readonly JW315: RequestLedger;
  readonly JW317: RequestLedger;
  readonly JW319: ReplyLedger;
  readonly JW325: AnswerLedger;
}

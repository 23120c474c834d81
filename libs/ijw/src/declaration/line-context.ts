import type { Interval } from '@regieboek/kernel';
import type { JW323Prestatie } from '../generated/messages.js';
import type { RuleDescription } from '../rules/rule.js';
import type { Settings } from '../settings.js';
import type { ContractedProduct, DeclarationLedger, EarlierLine, LedgerAssignment } from './ledger.js';
import type { RunningLedger } from './running-ledger.js';

/** A line to be judged, with all data that the rules need. */
export interface LineContext {
  readonly line: JW323Prestatie;
  readonly period: Interval;
  /** Id of the client the line is declared for. */
  readonly client: string;
  /** The assignment when it belongs to this client and this provider. */
  readonly assignment: LedgerAssignment | undefined;
  readonly contract: ContractedProduct | undefined;
  /** Last day of the DeclaratiePeriode, ISO text. */
  readonly declaredUntil: string;
  /** True when the reference occurs more than once in this message. */
  readonly isRepeated: boolean;
  /** Earlier line with the reference of this line. */
  readonly sameReference: EarlierLine | undefined;
  /** Earlier line this line credits. */
  readonly credited: EarlierLine | undefined;
  readonly ledger: DeclarationLedger;
  readonly running: RunningLedger;
  readonly settings: Settings;
}

/** A rule of level 3 or 4 on one line. Credits are copies and are judged on their reference only (IV085, IV091). */
export interface LineRule extends RuleDescription {
  readonly appliesTo: 'debit' | 'credit' | 'both';
  isBroken(context: LineContext): boolean;
}

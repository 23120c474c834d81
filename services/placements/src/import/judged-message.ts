import type { EventLog } from '@regieboek/eventing';
import type { HeaderLedger, MessageDecision, MessageFacts, ProductLedger } from '@regieboek/ijw';
import type { ContractsSnapshot } from '@regieboek/platform';
import type { StandingLines } from '../read-model/standing-lines.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import type { StreamPart } from './take-in-all.js';

/** What ledgers are loaded from. */
export interface LedgerSource {
  readonly log: EventLog;
  readonly vault: IdentityVault;
  readonly standing: StandingLines;
}

/** A message about to be judged. */
export interface MessageContext {
  readonly region: string;
  /** Id of the message, which its events follow from. */
  readonly id: string;
  readonly contracts: ContractsSnapshot;
  /** Whether its sender used its identification before (TR056). */
  readonly isSentBefore: boolean;
}

/** A message with all that it is judged by, as it was before the message, and how it is recorded. */
export interface JudgedMessage {
  /** Whether a part of it is recorded already: it was accepted, and a process ended before the rest was. */
  readonly isUnderWay: boolean;
  decide(facts: MessageFacts): MessageDecision;
  /** What it leads to, once accepted. */
  parts(): Promise<readonly StreamPart[]>;
}

/** The part of a ledger that every message is judged by. */
export type CommonLedger = HeaderLedger & ProductLedger;

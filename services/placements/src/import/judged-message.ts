import type { EventLog } from '@regieboek/eventing';
import type { HeaderLedger, MessageDecision, MessageFacts, ProductLedger } from '@regieboek/ijw';
import type { ContractsSnapshot } from '@regieboek/platform';
import type { StandingLines } from '../read-model/standing-lines/queries.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import type { StreamPart } from './record-all.js';

/** Sources of ledgers. */
export interface LedgerSource {
  readonly log: EventLog;
  readonly vault: IdentityVault;
  readonly standing: StandingLines;
}

/** A message before it is checked. */
export interface MessageContext {
  readonly region: string;
  /** Id of the message in the log of its region, from which the ids of its events are derived. */
  readonly commandId: string;
  readonly contracts: ContractsSnapshot;
  /** Whether its sender used its identification before (TR056). */
  readonly isSentBefore: boolean;
}

/** A message with the data for its checks, from before the message, and the function that records it. */
export interface JudgedMessage {
  /** True when a part of it is already recorded: it was accepted, and a process ended before the rest was recorded. */
  readonly isUnderWay: boolean;
  /** Its youths by BSN, as far as the region knows them; after `parts`, all of them. */
  youths(): ReadonlyMap<string, string>;
  decide(facts: MessageFacts): MessageDecision;
  /** Its events per stream, once accepted. */
  parts(): Promise<readonly StreamPart[]>;
}

/** The part of a ledger that is used to check every message. */
export type CommonLedger = HeaderLedger & ProductLedger;

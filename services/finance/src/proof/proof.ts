import type { PeriodSeal } from '@regieboek/events';
import type { Month } from '@regieboek/kernel';
import type { RecordedPeriodEvent } from '../domain/periods/periods.js';

/** A fault and its place: positions of the log, or a period. */
export interface ProofFault {
  readonly place: string;
  readonly text: string;
}

/** A sealed period and whether it is proven. */
export interface ProvenPeriod {
  readonly period: Month;
  readonly position: number;
  readonly digest: string;
  readonly ruleSet: string;
  readonly mark: string;
  readonly holds: boolean;
}

/** Result of a proof of a region. Without faults nothing up to `provenUpTo` was changed, removed or reordered. */
export interface Proof {
  readonly region: string;
  readonly head: number;
  /** Position of the newest seal's chain; later events are covered by the next seal. */
  readonly provenUpTo: number;
  readonly periods: readonly ProvenPeriod[];
  readonly faults: readonly ProofFault[];
}

/** Marks to compare the log with, and whether to trust the store and existing segments. */
export interface ProofOptions {
  /** Marks that were kept outside the ledger: each must be the mark of a seal in the log. */
  readonly marks?: readonly string[];
  /**
   * Uses only the events: this process reads and hashes all of them, and replays from new segments. Otherwise the store of the log
   * hashes them, and existing segments are used.
   */
  readonly fromScratch?: boolean;
}

/** A seal with its place in the log. */
export type PlacedSeal = RecordedPeriodEvent & { readonly seal: PeriodSeal };

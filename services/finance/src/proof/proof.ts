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

/** Marks to compare the log with, and how much to trust. */
export interface ProofOptions {
  /** Marks that were kept outside the ledger: each must be the mark of a seal in the log. */
  readonly marks?: readonly string[];
  /**
   * Whether nothing is used but the events: they are all read and hashed by this process, and replayed from segments made of
   * them now. Otherwise the store of the log hashes them, and segments are used that are there.
   */
  readonly anew?: boolean;
}

/** A seal with its place in the log. */
export type PlacedSeal = RecordedPeriodEvent & { readonly seal: PeriodSeal };

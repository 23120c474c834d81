/** Basis of the star schema: a region as known at a position, and its months. */
import type { BilledLine, LumpSumLine } from '@regieboek/billing';
import type { Contract, RegionDefinition } from '@regieboek/events';
import type { DeclarationHistory, YouthHistory } from '@regieboek/journal';
import type { CalendarDate, Day, Interval, Month } from '@regieboek/kernel';
import type { CareOfYouth } from '../care-of-youths.js';
import type { Chain } from '../stay-statistics.js';

/** A region as known at a position of its log. */
export interface KnownRegion {
  readonly definition: RegionDefinition;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly youths: readonly YouthHistory[];
  readonly careOfYouths: readonly CareOfYouth[];
  /** The same care by youth. */
  readonly care: ReadonlyMap<string, CareOfYouth['care']>;
  /** Chains of stays, in order of first day. */
  readonly chains: readonly Chain[];
  /** First day of a message that declares care on an assignment, by `firstDeclaredKey`. */
  readonly firstDeclared: ReadonlyMap<string, CalendarDate>;
  readonly made: Made;
  /** Days from the first stay or declaration up to the last day that is seen. */
  readonly window: Interval;
  readonly names: Names;
}

/** Names in rows, which differ for every purpose and receiver. */
export interface Names {
  /** Pseudonym of a youth; null for one with a secret address, who is named in no row that has a place. */
  readonly youth: (youth: string | null) => string | null;
  /** Name of a line or an assignment of a youth: as in the ledger for readers of the ledger, otherwise a code. */
  readonly of: (youth: string | null, text: string) => string;
  /** Code of something that has no name in the ledger. */
  readonly code: (text: string) => string;
}

/** From what, when and how rows are made: on every row. */
export interface Made {
  readonly region: string;
  readonly position: number;
  /** Last day that is seen: nights and stays end there. */
  readonly knownOn: CalendarDate;
  readonly ruleSet: string;
}

/** A month of declaration of a region: its declarations, and how it is billed. */
export interface KnownMonth {
  readonly region: KnownRegion;
  readonly month: Month;
  readonly declarations: readonly DeclarationHistory[];
  readonly lines: readonly BilledLine[];
  readonly lumpSums: readonly LumpSumLine[];
}

/** A calendar month of nights of a region, up to the last day that is seen. */
export interface KnownNights {
  readonly region: KnownRegion;
  readonly from: Day;
  readonly to: Day;
}

/** Key of an assignment at a provider among the declared lines. */
export const firstDeclaredKey = (provider: string, municipality: string, assignment: number): string =>
  `${provider}/${municipality}/${assignment}`;

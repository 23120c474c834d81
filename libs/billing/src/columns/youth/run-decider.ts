/** Days in a row with one responsible municipality by one rule, from 2022. */
export interface ResponsibleRun {
  from: number;
  to: number;
  /** Number among the homes of the rules. */
  home: number;
  /** First day of the chain of stays (rule WPB-2022-V2), or -1 outside a chain (WPB-2022-V1). */
  chainStart: number;
  isInstitution: boolean;
  /** Rows of the registrations used; the stays of a chain are those of `chain`. */
  readonly addresses: number[];
  /** Chain, or -1. */
  chain: number;
}

/** Consecutive days with one responsible municipality, of one youth at a time. */
export interface RunDecider {
  readonly count: number;
  /** Decides the youth whose care and addresses were read; false leaves it to the rules over facts. */
  decide(): boolean;
  /** Run of an index below `count`. */
  at(index: number): ResponsibleRun | undefined;
}

/**
 * Choices where sources of the standard contradict each other or are silent (iJw 3.2, §9). Each has a default; a
 * municipality that agreed otherwise with its providers sets it here.
 */
export interface Settings {
  /**
   * TR319, a product period after the declaration period. The rule list puts it at level 3 with 9319 on the line; the
   * official XSLT 2.10.5 tests it at level 2 as well, which gives 0001 on the whole message.
   */
  readonly periodAfterDeclaration: 'level 3' | 'level 2';
  /**
   * TR369: the sum compared with a budget. The text sums GeleverdVolume, which is only meaningful for unit 83; the sum of
   * IngediendBedrag is in cents, like the budget.
   */
  readonly budgetSum: 'submitted amounts' | 'delivered volumes';
  /**
   * A known client with the assignment of another. 8187 reads "the line does not belong to this client" but is bound to
   * Client/Bsn (TR304), where it refuses all lines of the client; 9338 (TR338) refuses the line alone.
   */
  readonly foreignAssignment: '9338' | '8187';
  /** TR318: earlier declarations that a declaration follows; the rule does not define whether per municipality. */
  readonly earlierPeriods: 'provider and municipality' | 'provider';
  /**
   * TR318: number of days that a declaration waits for that of a month in between. Sent out of order, the earlier one would be
   * refused with 8214. The rule allows months without care to be skipped and does not say how to distinguish them from late ones.
   */
  readonly predecessorWaitDays: number;
  /**
   * TR314: `used` when the ReferentieNummer of a rejected line counts as used, which is the strict interpretation; `free` when a
   * rejected line counts as not sent.
   */
  readonly referenceOfRejectedLine: 'used' | 'free';
  /**
   * TR321, the period that carries the broken last week of an output-based assignment. According to IV077 and its
   * example, the period with its last Sunday; according to the note on working methods, the period with its end date.
   */
  readonly brokenLastWeek: 'last Sunday' | 'end date';
  /**
   * TR349, TR350, TR351, which assignments are current (actueel) in a change request: not ended yet on the day of
   * signing, or also started by then. The rules do not define it.
   */
  readonly currentAssignments: 'not ended' | 'started and not ended';
}

/** The library's default for each contradiction. */
export const defaultSettings: Settings = {
  periodAfterDeclaration: 'level 3',
  budgetSum: 'submitted amounts',
  foreignAssignment: '9338',
  earlierPeriods: 'provider and municipality',
  predecessorWaitDays: 10,
  referenceOfRejectedLine: 'used',
  brokenLastWeek: 'last Sunday',
  currentAssignments: 'not ended',
};

/** The defaults, replaced by the given choices. */
export const settingsWith = (chosen: Partial<Settings> = {}): Settings => ({ ...defaultSettings, ...chosen });

import type { CalendarDate } from '@regieboek/kernel';

/** Inputs of an answer besides its position in the log. */
export interface KnownBy {
  /** Version of the rules. */
  readonly ruleSet: string;
  /** True for other rules than those the month was or would be sealed with (wat-als): nothing is billed by them. */
  readonly whatIf: boolean;
  /** True when the month is sealed now. */
  readonly sealed: boolean;
  /** Business day up to which facts had been reported, when requested; null: everything recorded up to the position. */
  readonly toldBy: CalendarDate | null;
}

/** Care of the youths of a region, in the form used for statistics. */
import type { Interval } from '@regieboek/kernel';
import type { CareForm, Contract } from '@regieboek/events';
import { careOf } from '@regieboek/billing';
import type { YouthHistory } from '@regieboek/journal';

/** Care of one form by a provider: first day, and last day (OPEN while it runs). */
export interface CareSpan extends Interval {
  readonly provider: string;
  readonly form: CareForm;
}

/** All care of a youth, in order of first day. */
export interface CareOfYouth {
  readonly youth: string;
  readonly care: readonly CareSpan[];
}

/** Care of a youth from its start and stop messages and the contract data of the products. */
export const careSpansOf = (youth: YouthHistory, contracts: ReadonlyMap<string, Contract>): CareSpan[] =>
  careOf(youth, contracts).map(({ provider, form, from, to }) => ({ provider, form, from, to }));

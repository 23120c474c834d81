import type { Day } from '@regieboek/kernel';
import type { FactId, Municipality } from './facts/facts.js';
import type { ReviewReason, RuleId } from './law/rules.js';

/** Consecutive days with one responsible municipality under one rule; `to` is OPEN when care has no end. */
export interface ResponsibleInterval {
  readonly from: Day;
  readonly to: Day;
  /** CBS code valid on these days; null: undetermined, a person decides. */
  readonly municipality: Municipality | null;
  readonly rule: RuleId;
  /** First day of the chain of stays that decides (WPB-K1); from 2022. */
  readonly chainStart?: Day;
  /** Day before that chain: the day of the home address (WPB-K5). */
  readonly referenceDay?: Day;
  /** Ids of the facts that decide the answer, without duplicates; facts without an id are omitted. */
  readonly facts: readonly FactId[];
  /** Why a person should review the answer; absent when there is no reason. */
  readonly review?: readonly ReviewReason[];
}

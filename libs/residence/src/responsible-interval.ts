import type { Day } from '@regieboek/kernel';
import type { FactId, Municipality } from './facts/facts.js';
import type { ReviewReason, RuleId } from './law/rules.js';

/** Days in a row with one responsible municipality by one rule; `to` is OPEN when care runs on without an end. */
export interface ResponsibleInterval {
  readonly from: Day;
  readonly to: Day;
  /** CBS code valid on these days; null: undetermined, a person decides. */
  readonly municipality: Municipality | null;
  readonly rule: RuleId;
  /** First day of the chain of stays that decides (WPB-K1), from 2022. */
  readonly chainStart?: Day;
  /** Day before that chain: the day of the home address (WPB-K5). */
  readonly referenceDay?: Day;
  /** Ids of the facts the answer rests on, each once; facts without an id are not named. */
  readonly facts: readonly FactId[];
  /** Why a person should look; absent when nothing asks for it. */
  readonly review?: readonly ReviewReason[];
}

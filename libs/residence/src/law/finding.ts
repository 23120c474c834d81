import type { Day } from '@regieboek/kernel';
import { ABROAD, type Known, type Municipality } from '../facts/facts.js';
import { codeOn } from '../facts/mergers.js';
import type { History } from '../facts/history.js';
import { review, type RuleId } from './rules.js';

/** Answer for one day, before days with the same answer are joined. */
export interface Finding {
  readonly municipality: Municipality | null;
  readonly rule: RuleId;
  readonly chainStart: Day | undefined;
  readonly referenceDay: Day | undefined;
  /** Bits of `review`. */
  readonly reasons: number;
  readonly facts: readonly (Known | undefined)[];
}

/** Result of a rule before its code is mapped to the day in question: a code as registered, or undefined. */
export interface Ground {
  readonly rule: RuleId;
  readonly code: Municipality | null | undefined;
  readonly chainStart?: Day | undefined;
  readonly referenceDay?: Day | undefined;
  readonly reasons: number;
  readonly facts: readonly (Known | undefined)[];
}

/** True when a code names a municipality in the Netherlands. */
export const isDutch = (code: Municipality | null | undefined): code is Municipality =>
  code !== undefined && code !== null && code !== ABROAD;

/** The answer with the code valid on `day` (WPB-M1); `undetermined` when there is no code or it was split. */
export function conclude(history: History, day: Day, ground: Ground, undetermined: RuleId): Finding {
  const code = isDutch(ground.code) ? ground.code : undefined;
  const municipality = code === undefined ? null : codeOn(history.params.mergers, code, day);
  const split = code !== undefined && municipality === null ? review['split-municipality'] : 0;
  return {
    municipality,
    rule: municipality === null ? undetermined : ground.rule,
    chainStart: ground.chainStart,
    referenceDay: ground.referenceDay,
    reasons: ground.reasons | split | (municipality === null ? review.undetermined : 0),
    facts: ground.facts,
  };
}

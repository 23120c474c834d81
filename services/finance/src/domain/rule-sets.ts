/**
 * Versions of the rules that a month is billed by (regelset). A change of a rule is a new version with the first day
 * from which months are billed by it; earlier versions stay, so that a sealed month replays as it was sealed.
 */
import { firstDayOf, toDay, type Day, type Month } from '@regieboek/kernel';
import type { RegionHistory } from '@regieboek/journal';
import { billPeriod, type BillingRun } from './billing-run.js';

/** One version of the rules. */
export interface RuleSet {
  /** Name of the version, such as `2025.1`; it stands in seals and is never given to other rules. */
  readonly version: string;
  /** Months whose first day is on or after this one are billed by it, until a later version takes over. */
  readonly from: Day;
  /** What it says, in a sentence for people. */
  readonly description: string;
  /** Bills a month of a region by these rules; pure, and per youth independent of other youths. */
  readonly bill: (history: RegionHistory, month: Month) => BillingRun;
}

/** A version of the rules that this product does not have: what was sealed by it cannot be replayed here. */
export class UnknownRuleSet extends Error {
  override readonly name = 'UnknownRuleSet';
  constructor(version: string, known: readonly string[]) {
    super(`rule set ${version} is not known here; known are ${known.join(', ')}: name one of these, or upgrade`);
  }
}

/** The versions there are. */
export class RuleSets {
  readonly #sets: readonly RuleSet[];

  /** Throws RangeError without any version, and when two share a name or a first day. */
  constructor(sets: readonly RuleSet[]) {
    this.#sets = [...sets].sort((a, b) => a.from - b.from);
    const isTwice = (of: (set: RuleSet) => unknown) => new Set(sets.map(of)).size !== sets.length;
    if (sets.length === 0 || isTwice(({ version }) => version) || isTwice(({ from }) => from))
      throw new RangeError('give at least one rule set, each with a version and a first day of its own');
  }

  /** All of them, by first day. */
  get all(): readonly RuleSet[] {
    return this.#sets;
  }

  /** The version that a month is billed by: the last one in force on its first day, or the first one there is. */
  inForce(month: Month): RuleSet {
    const found = this.#sets.findLast(({ from }) => from <= firstDayOf(month)) ?? this.#sets[0];
    if (!found) throw new RangeError('there is no rule set');
    return found;
  }

  /** The version with this name. Throws UnknownRuleSet. */
  named(version: string): RuleSet {
    const found = this.#sets.find((set) => set.version === version);
    if (found) return found;
    throw new UnknownRuleSet(
      version,
      this.#sets.map((set) => set.version),
    );
  }
}

/** The rules of this product. */
export const ruleSets = new RuleSets([
  {
    version: '2025.1',
    from: toDay('2015-01-01'),
    description:
      'residence principle of 2015 and 2022 (Jeugdwet 1.1), division by counted days, lump sums by their keys',
    bill: billPeriod,
  },
]);

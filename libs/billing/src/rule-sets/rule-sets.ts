import { firstDayOf, Refusal, type Day, type Month } from '@regieboek/kernel';
import { earliestFirstRules } from './earliest-first.js';
import type { RuleSet } from './rule-set.js';
import { version2025 } from './version-2025.js';

/** A version of the rules that this product does not have: a month sealed by it cannot be replayed here. */
export class UnknownRuleSet extends Refusal {
  override readonly name = 'UnknownRuleSet';
  constructor(version: string, known: readonly string[]) {
    super(
      'not-found',
      'not-found',
      `rule set ${version} is unknown; known rule sets: ${known.join(', ')}; choose one of these, or upgrade Regieboek`,
    );
  }
}

/** A version that comes into force on a day. */
type DatedRuleSet = RuleSet & { readonly from: Day };

const isDated = (set: RuleSet): set is DatedRuleSet => set.from !== null;

/** The available versions of the rules. */
export class RuleSets {
  readonly #sets: readonly RuleSet[];
  readonly #dated: readonly DatedRuleSet[];

  /** Throws RangeError without a version in force, and when two share a name or a first day. */
  constructor(sets: readonly RuleSet[]) {
    const dated = sets.filter(isDated).sort((a, b) => a.from - b.from);
    this.#dated = dated;
    this.#sets = [...dated, ...sets.filter((set) => !isDated(set))];
    const isTwice = (all: readonly unknown[]) => new Set(all).size !== all.length;
    if (dated.length === 0 || isTwice(sets.map(({ version }) => version)) || isTwice(dated.map(({ from }) => from)))
      throw new RangeError(
        'provide at least one rule set with a first day, and give each a unique version and first day',
      );
  }

  /** All of them, by first day; those that apply only when named come last. */
  get all(): readonly RuleSet[] {
    return this.#sets;
  }

  /** The version by which a month is billed: the last one in force on its first day, or the earliest version. */
  inForce(month: Month): RuleSet {
    const found = this.#dated.findLast(({ from }) => from <= firstDayOf(month)) ?? this.#dated[0];
    if (!found) throw new RangeError('the list of rule sets is empty');
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
export const ruleSets = new RuleSets([version2025, earliestFirstRules]);

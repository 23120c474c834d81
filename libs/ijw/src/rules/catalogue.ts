import { clientRule, declaratieRules, headerRules } from '../declaration/head-rules.js';
import { lineRules } from '../declaration/line-rules.js';
import { ledgerRules } from '../decision/decide-message.js';
import type { RetourCode } from '../generated/messages.js';
import { fillingRules, schemaRules } from './filling-rules.js';
import { levelTwoRules } from './level-two.js';
import { processRules } from './process-rules.js';
import type { RuleDescription } from './rule.js';
import type { UncheckedRule } from './unchecked-rule.js';

/** A rule at one place, with its check. */
export type CheckedRule = RuleDescription<RetourCode | null>;

/** Header rules are listed with every message they apply to, but only once here. */
const ofLedgers: ReadonlySet<CheckedRule> = new Set<CheckedRule>(Object.values(ledgerRules).flat());

const place = ({ messages, on, rule }: CheckedRule): string => `${rule} ${messages.join()} ${on}`;

const byNumber = (a: CheckedRule, b: CheckedRule): number => {
  const [one, other] = [place(a), place(b)];
  return one < other ? -1 : one > other ? 1 : 0;
};

/**
 * Every rule of levels 2, 3 and 4 of iJw 3.2 that this library checks, once per place, by number; the entries are the
 * ones that do the checking. `docs/ijw-rules.md` is generated from it.
 */
export const ruleCatalogue: readonly CheckedRule[] = [
  ...levelTwoRules,
  ...headerRules,
  ...declaratieRules,
  clientRule,
  ...lineRules,
  ...ofLedgers,
].sort(byNumber);

/** Every rule of iJw 3.2 without a separate check here, with the reason or the rules that implement it. */
export const uncheckedRules: readonly UncheckedRule[] = [...schemaRules, ...processRules, ...fillingRules];

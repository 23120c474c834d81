import { earliestFirst } from '../rules/splitting.js';
import type { RuleSet } from './rule-set.js';
import { version2025 } from './version-2025.js';

/** The rules of 2025.1 with another division of the cents that are left over: docs/policy/assumptions.md, B17. */
export const earliestFirstRules: RuleSet = {
  ...version2025,
  version: '2025.1-earliest-first',
  from: null,
  description:
    'like 2025.1, but leftover cents and units go to the parts of a line in order of their first day, one each',
  splitting: earliestFirst,
};

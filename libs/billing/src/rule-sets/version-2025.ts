import { JEUGDWET_FROM } from '@regieboek/residence';
import { contractDays } from '../columns/youth/counted-days.js';
import { ResponsibleRuns } from '../columns/youth/responsible-runs.js';
import { contractCounting } from '../rules/counting.js';
import { fundingModes } from '../rules/funding/modes.js';
import { residencePrinciple } from '../rules/residence.js';
import { largestRemainder } from '../rules/splitting.js';
import type { RuleSet } from './rule-set.js';

/** Rules in force for every month since the Jeugdwet. */
export const version2025: RuleSet = {
  version: '2025.1',
  from: JEUGDWET_FROM,
  description:
    'residence principle of 2015 and 2022 (Jeugdwet 1.1), care from messages and approved lines, division by counted days, lump sums by their keys',
  residence: residencePrinciple,
  counting: contractCounting,
  splitting: largestRemainder,
  funding: fundingModes,
  columns: {
    residence: (rules, care, homes) => new ResponsibleRuns(rules, care, homes),
    counting: contractDays,
  },
};

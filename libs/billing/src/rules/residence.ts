import type { Interval } from '@regieboek/kernel';
import {
  responsibleIntervals,
  responsibleWithin,
  type Parameters,
  type ResponsibleInterval,
  type YouthFacts,
} from '@regieboek/residence';

/** Residence principle of a rule set: the municipality that is responsible for a youth on a day. */
export interface ResidenceRule {
  /** Every day on which care runs. */
  intervals(facts: YouthFacts, parameters: Parameters): readonly ResponsibleInterval[];
  /** Every day of a window, also days without care. */
  within(facts: YouthFacts, parameters: Parameters, window: Interval): readonly ResponsibleInterval[];
}

/** Woonplaatsbeginsel of the Jeugdwet (art. 1.1): the law of 2015, and from 2022 on that of Stb. 2020, 78. */
export const residencePrinciple: ResidenceRule = {
  intervals: (facts, parameters) => responsibleIntervals(facts, parameters),
  within: (facts, parameters, window) => responsibleWithin(facts, parameters, window),
};

import { fromDay, OPEN } from '@regieboek/kernel';
import { defaultParameters, type Parameters } from '../src/facts/parameters.js';
import type { YouthFacts } from '../src/facts/facts.js';
import { responsibleIntervals } from '../src/responsible.js';
import type { ResponsibleInterval } from '../src/responsible-interval.js';

const written = ({ from, to, municipality, rule, chainStart, review }: ResponsibleInterval): string =>
  [
    `${fromDay(from)}..${to === OPEN ? 'open' : fromDay(to)}`,
    municipality ?? '-',
    rule,
    ...(chainStart === undefined ? [] : [`since ${fromDay(chainStart)}`]),
    ...(review ?? []),
  ].join(' ');

/** Intervals as lines: days, municipality, rule, start of the chain, reasons for review. */
export const answers = (facts: YouthFacts, params: Partial<Parameters> = {}): string[] =>
  responsibleIntervals(facts, { ...defaultParameters, ...params }).map(written);

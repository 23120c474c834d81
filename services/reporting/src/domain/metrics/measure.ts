import { Refusal, toDay } from '@regieboek/kernel';
import { metrics } from './catalogue.js';
import type { Cut, Figure, FigureQuestion, Metric, Texts } from './metric.js';
import type { RegionFacts } from './region-facts.js';

/** A figure by name, measured. */
export interface Measured {
  readonly metric: Metric;
  readonly figures: readonly Figure[];
}

const unknownFigure = (name: string): Refusal => {
  const keys = metrics.map(({ key }) => key).join(', ');
  return new Refusal('unknown-figure', 'invalid', {
    en: `there is no figure ${name}: choose one of ${keys}`,
    nl: `er is geen cijfer ${name}: kies een van ${keys}`,
  });
};

const unknownCut = ({ key, cuts: known }: Metric, by: Cut): Refusal => {
  const choice = known.join(', ');
  return new Refusal('unknown-cut', 'invalid', {
    en: `${key} cannot be divided by ${by}: ${choice === '' ? 'leave the cut out' : `choose one of ${choice}`}`,
    nl: `${key} is niet uit te splitsen naar ${by}: ${choice === '' ? 'laat de uitsplitsing weg' : `kies een van ${choice}`}`,
  });
};

/** A figure by its name, or all figures that have the cut. Throws a Refusal (invalid) that names what there is. */
export function metricsNamed(name: string | undefined, by: Cut | undefined): Metric[] {
  if (name === undefined) return metrics.filter(({ cuts: known }) => by === undefined || known.includes(by));
  const metric = metrics.find(({ key }) => key === name);
  if (!metric) throw unknownFigure(name);
  if (by !== undefined && !metric.cuts.includes(by)) throw unknownCut(metric, by);
  return [metric];
}

const noData: Texts = { en: 'no data in this period', nl: 'geen gegevens in deze periode' };

const notSeen = (day: string): Texts => ({
  en: `the period begins after the last day that is seen, ${day}`,
  nl: `de periode begint na de laatste dag die is gezien, ${day}`,
});

/** Measures figures; one without observations says so, so that a zero is never silent. */
export function measure(all: readonly Metric[], facts: RegionFacts, question: FigureQuestion): Measured[] {
  const note = toDay(question.from) > facts.seen ? notSeen(facts.made.knownOn) : noData;
  return all.map((metric) => {
    const figures = metric.measure(facts, question);
    const given = figures.length > 0 ? figures : [{ of: null, value: null, basis: 0 }];
    return { metric, figures: given.map((one) => (one.basis === 0 ? { note, ...one } : one)) };
  });
}

/** Measures all figures that read no months, whole. */
export const measureFigures = (facts: RegionFacts, question: FigureQuestion): Measured[] =>
  measure(
    metrics.filter(({ readsMonths }) => !readsMonths),
    facts,
    question,
  );

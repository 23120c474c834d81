/**
 * Figures for everybody: rounded, hidden below the limit of the region, and with as many others hidden as it takes. All ways to divide a
 * figure are decided together, so that two exports of the same facts agree and give nothing away side by side.
 */
import { Refusal, toDay } from '@regieboek/kernel';
import { hiddenCells, isSmall } from '../small-cells/suppression.js';
import { rounded, type Line } from '../small-cells/table.js';
import { metrics } from './catalogue.js';
import { measure, type Measured } from './measure.js';
import type { Cut, Figure, FigureQuestion, Metric, Texts } from './metric.js';
import type { RegionFacts } from './region-facts.js';

const hiddenNote = (limit: number): Texts => ({
  nl: `niet openbaar: minder dan ${limit} waarnemingen, of samen met zo’n cijfer af te leiden`,
  en: `not public: fewer than ${limit} observations, or derivable together with such a figure`,
});

const notAYear = (): Refusal =>
  new Refusal('not-public', 'invalid', {
    en: 'public figures are about one calendar year that is over: name that year as the period',
    nl: 'openbare cijfers gaan over één kalenderjaar dat voorbij is: noem dat jaar als periode',
  });

const notNow = (): Refusal =>
  new Refusal('not-public', 'invalid', {
    en: 'public figures are as known now: leave the moment out',
    nl: 'openbare cijfers zijn zoals nu bekend: laat het moment weg',
  });

/** Throws a Refusal (invalid) for figures as known earlier: one event at a time, small counts could be found as differences. */
export function mustBeNow(knownAt: unknown): void {
  if (knownAt !== undefined) throw notNow();
}

/** Throws a Refusal for other periods: with parts of a year, or a year under way, small counts could be found as differences. */
function mustBeYear({ from, to }: FigureQuestion, { seen }: RegionFacts): void {
  const year = from.slice(0, 4);
  if (from !== `${year}-01-01` || to !== `${year}-12-31` || toDay(to) > seen) throw notAYear();
}

const cellOf = (key: string, by: Cut | undefined, of: string | null): string =>
  JSON.stringify([key, by ?? null, by === undefined ? null : of]);

/** The number of a figure that is protected: a count itself, otherwise the observations behind it. */
const protectedOf = ({ unit }: Metric, { value, basis }: Figure): number => (unit === 'count' ? (value ?? 0) : basis);

/** Cells of a figure, whole and divided, with the cuts whose cells add up to the whole. */
function cellsOf(metric: Metric, facts: RegionFacts, { from, to }: FigureQuestion) {
  const countsBy = (by: Cut | undefined): [name: string, count: number][] =>
    metric
      .measure(facts, { from, to, ...(by === undefined ? {} : { by }) })
      .map((figure) => [cellOf(metric.key, by, figure.of), protectedOf(metric, figure)]);
  const whole = countsBy(undefined);
  const [total = '', count = 0] = whole[0] ?? [];
  const divided = metric.cuts.map(countsBy);
  const adding = divided.filter((cells) => cells.reduce((sum, [, one]) => sum + one, 0) === count);
  return {
    counts: [...whole, ...divided.flat()],
    lines: adding.map((cells): Line => ({ total, cells: cells.map(([name]) => name) })),
  };
}

/** A figure with those that are parts of the same total, the total first. */
function familyOf({ key, partOf = key }: Metric): Metric[] {
  return metrics.filter((one) => one.key === partOf || one.partOf === partOf);
}

/** Lines of a total and its parts, where they add up; a cell that a part does not have is empty. */
function partLines([total, ...parts]: readonly Metric[], counts: ReadonlyMap<string, number>): Line[] {
  if (!total) return [];
  const prefix = `["${total.key}",`;
  return [...counts].flatMap(([name, count]) => {
    if (!name.startsWith(prefix)) return [];
    const cells = parts.map(({ key }) => name.replace(prefix, `["${key}",`)).filter((cell) => counts.has(cell));
    return cells.reduce((sum, cell) => sum + (counts.get(cell) ?? 0), 0) === count ? [{ total: name, cells }] : [];
  });
}

/** Names of the hidden cells of a figure and of those that it is measured beside. */
function hiddenOf(metric: Metric, facts: RegionFacts, question: FigureQuestion): ReadonlySet<string> {
  const family = familyOf(metric);
  const tables = family.map((one) => cellsOf(one, facts, question));
  const counts = new Map(tables.flatMap((table) => table.counts));
  const lines = [...tables.flatMap((table) => table.lines), ...partLines(family, counts)];
  return hiddenCells(counts, lines, facts.smallCellLimit);
}

/** True for a share from which the number behind it follows: of few, of all but few, of none or of all. */
function isTellingShare({ value, basis }: Figure, limit: number): boolean {
  const part = Math.round((value ?? 0) * basis);
  return part < limit || basis - part < limit;
}

const SHARE_STEPS = 20;

/** Amounts are published in hundreds of euros. */
const CENTS_STEP = 10_000;

function published({ value, unit }: { readonly value: number; readonly unit: Metric['unit'] }): number {
  if (unit === 'share') return Math.round(value * SHARE_STEPS) / SHARE_STEPS;
  if (unit === 'cents') return Math.round(value / CENTS_STEP) * CENTS_STEP;
  return unit === 'days' ? Math.round(value) : rounded(value);
}

/** A figure as it is published: without an interval, from which its observations could be derived. */
function publicFigure(metric: Metric, figure: Figure, isHidden: boolean, limit: number): Figure {
  const { of, value, basis, note } = figure;
  const { unit } = metric;
  const isTelling = unit === 'share' && value !== null && isTellingShare(figure, limit);
  if (isHidden || isTelling || isSmall(basis, limit)) return { of, value: null, basis: 0, note: hiddenNote(limit) };
  const shown = value === null ? null : published({ value, unit });
  return { of, value: shown, basis: unit === 'count' ? (shown ?? 0) : rounded(basis), ...(note ? { note } : {}) };
}

/** Measures figures for everybody. Throws a Refusal (invalid) for a period that is not a calendar year that is over. */
export function measurePublic(all: readonly Metric[], facts: RegionFacts, question: FigureQuestion): Measured[] {
  mustBeYear(question, facts);
  const { smallCellLimit: limit } = facts;
  return measure(all, facts, question).map(({ metric, figures }) => {
    const hidden = hiddenOf(metric, facts, question);
    const isHidden = ({ of }: Figure): boolean => hidden.has(cellOf(metric.key, question.by, of));
    return { metric, figures: figures.map((one) => publicFigure(metric, one, isHidden(one), limit)) };
  });
}

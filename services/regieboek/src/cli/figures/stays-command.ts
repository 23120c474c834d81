import { fromDay, type Language } from '@regieboek/kernel';
import { GetStayDurations, statisticsMetrics, type StayStatistics } from '@regieboek/reporting';
import type { Settings } from '../../process/settings.js';
import { inRegion, print, type InRegion } from '../in-region.js';
import { table, type Output } from '../output.js';
import { figuresTexts } from './texts.js';

/** Options of `stays`. */
export interface StaysOptions extends InRegion {
  readonly year: number;
}

/** Figures as in JSON over HTTP: days as dates. */
const shown = (region: string, { cutOff, curveFrom, ...figures }: StayStatistics) => ({
  region,
  ...figures,
  cutOff: fromDay(cutOff),
  curveFrom: fromDay(curveFrom),
  metrics: statisticsMetrics,
});

const durations = ['meanEndedDays', 'medianEndedDays', 'medianSurvivalDays', 'restrictedMeanDays'] as const;

const rounded = (days: number): string => String(Math.round(days));

function durationRow(one: StayStatistics, figure: (typeof durations)[number], language: Language): string[] {
  const texts = figuresTexts[language];
  const value = one[figure];
  const interval = one.intervals[figure];
  const none = one.notEstimable.includes(figure) ? texts.notEstimable : texts.noFigure;
  const between = (low: number, high: number | null): string =>
    high === null ? texts.above(rounded(low)) : texts.between(rounded(low), rounded(high));
  return [
    texts[figure],
    value === null ? none : rounded(value),
    interval === null ? '' : between(interval.low, interval.high),
  ];
}

function linesOf(region: string, one: StayStatistics, language: Language): string[] {
  const texts = figuresTexts[language];
  const counts = (['chains', 'ended', 'ongoing'] as const).map((name) => [texts[name], String(one[name]), '']);
  return [
    texts.stays(region, one.year, fromDay(one.cutOff)),
    '',
    ...table(texts.figureColumns, [...counts, ...durations.map((figure) => durationRow(one, figure, language))], [1]),
  ];
}

/** `regieboek stays`: durations of stays that were running in a year. */
export async function staysCommand(settings: Settings, options: StaysOptions, output: Output): Promise<void> {
  const { region, year } = options;
  const statistics = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new GetStayDurations(region, year)),
  );
  if (options.json) output.json(shown(region, statistics));
  else print(statistics, options, output, (one, language) => linesOf(region, one, language));
}

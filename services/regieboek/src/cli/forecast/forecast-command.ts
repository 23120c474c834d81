import type { KnownAt } from '@regieboek/finance';
import { fromDay, type CalendarDate, type Language } from '@regieboek/kernel';
import { forecastJson, forecastSheet, GetForecast, type MadeForecast, type ScenarioKey } from '@regieboek/reporting';
import type { Settings } from '../../process/settings.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import { inRegion, watching, type InRegion } from '../in-region.js';
import { CommandRefused, table, type Output } from '../output.js';
import { forecastTexts } from './texts.js';

/** Options of `forecast`. */
export interface ForecastOptions extends InRegion, OutFile {
  readonly from: CalendarDate;
  readonly horizon: number;
  readonly scenario?: ScenarioKey;
  readonly provider?: string;
  readonly form?: string;
  readonly knownAt?: KnownAt;
}

const WEEK = 7;

/** A row per week, and the last night. */
function linesOf({ made, forecast }: MadeForecast, language: Language): string[] {
  const texts = forecastTexts[language];
  const { from, nights, history, scenario, paths, seed } = forecast;
  const rows = nights
    .filter((_, night) => night % WEEK === 0 || night === nights.length - 1)
    .map(({ day, median, band50, band80, band90 }) => [
      ...[fromDay(day), String(median)],
      ...[band50, band80, band90].map(([low, high]) => texts.band(low, high)),
    ]);
  return [
    texts.title(made.region, fromDay(from), texts.scenarios[scenario] ?? scenario),
    '',
    ...table(texts.columns, rows, [1]),
    '',
    texts.basis(history.elapsed.length, history.arrivals, history.observed),
    texts.simulated(paths, seed),
    texts.known(made.position, made.knownOn),
  ];
}

function questionOf({ from, horizon, scenario, provider, form }: ForecastOptions): MadeForecast['question'] {
  return {
    ...{ from, horizonDays: horizon },
    ...(scenario ? { scenario } : {}),
    ...(provider === undefined ? {} : { provider }),
    ...(form === undefined ? {} : { form }),
  };
}

/** `regieboek forecast`: occupied places per night ahead, with bands. */
export async function forecastCommand(settings: Settings, options: ForecastOptions, output: Output): Promise<void> {
  const { region, knownAt } = options;
  if (knownAt && 'toldBy' in knownAt) throw new CommandRefused(forecastTexts[output.language].told);
  const request = { region, question: questionOf(options), ...(knownAt ? { knownAt } : {}) };
  const made = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new GetForecast(request, watching(output))),
  );
  if (options.json) output.json(forecastJson(made));
  else for (const line of linesOf(made, output.language)) output.line(line);
  await writeOut(options, (language) => [forecastSheet(made, language)], output);
}

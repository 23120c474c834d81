import type { KnownAt } from '@regieboek/finance';
import { firstDayOf, fromDay, lastDayOf, type Language } from '@regieboek/kernel';
import { figuresJson, figuresSheet, GetFigures, type FigureCut, type MeasuredFigures } from '@regieboek/reporting';
import type { Settings } from '../../process/settings.js';
import type { MonthsOfOption } from '../arguments.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import { inRegion, watching, type InRegion } from '../in-region.js';
import { CommandRefused, table, type Output } from '../output.js';
import { figuresTexts } from './texts.js';

/** Options of `figures`. */
export interface FiguresOptions extends InRegion, OutFile {
  readonly name?: string;
  readonly period: MonthsOfOption;
  readonly by?: FigureCut;
  readonly knownAt?: KnownAt;
  readonly public?: boolean;
}

type Metric = MeasuredFigures['figures'][number]['metric'];

/** A value as people read it: shares in percent, amounts in euros, days to one decimal. */
function shown(value: number | null, unit: Metric['unit'], language: Language): string {
  if (value === null) return '-';
  const number = (of: number, digits: number) =>
    of.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (unit === 'share') return `${number(value * 100, 1)} %`;
  if (unit === 'cents') return `€ ${number(value / 100, 2)}`;
  return Number.isInteger(value) ? number(value, 0) : number(value, 1);
}

function rowsOf({ metric, figures }: MeasuredFigures['figures'][number], language: Language): string[][] {
  return figures.map(({ of, value, interval, basis, note }) => [
    metric.key,
    of ?? '',
    shown(value, metric.unit, language),
    interval ? interval.map((one) => shown(one, metric.unit, language)).join(' - ') : '',
    String(basis),
    note?.[language] ?? '',
  ]);
}

function linesOf({ made, question, figures }: MeasuredFigures, language: Language): string[] {
  const texts = figuresTexts[language];
  const rows = figures.flatMap((one) => rowsOf(one, language));
  const [only, ...others] = figures;
  const definition =
    only && others.length === 0
      ? ['', only.metric.definition[language], texts.formula(only.metric.formula), texts.source(only.metric.source)]
      : [];
  return [
    texts.figures(made.region, question.from, question.to),
    '',
    ...table(texts.namedColumns, rows, [2, 4]),
    ...definition,
    '',
    texts.known(made.position, made.knownOn),
  ];
}

/** `regieboek figures`: figures by name of a period, whole or divided. */
export async function figuresCommand(settings: Settings, options: FiguresOptions, output: Output): Promise<void> {
  const { region, name, period, by, knownAt } = options;
  if (knownAt && 'toldBy' in knownAt) throw new CommandRefused(figuresTexts[output.language].told);
  const request = {
    region,
    question: { from: fromDay(firstDayOf(period.from)), to: fromDay(lastDayOf(period.to)), ...(by ? { by } : {}) },
    isPublic: options.public === true,
    ...(name === undefined ? {} : { name }),
    ...(knownAt ? { knownAt } : {}),
  };
  const measured = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new GetFigures(request, watching(output))),
  );
  if (options.json) output.json(figuresJson(measured));
  else for (const line of linesOf(measured, output.language)) output.line(line);
  await writeOut(options, (language) => [figuresSheet(measured, language)], output);
}

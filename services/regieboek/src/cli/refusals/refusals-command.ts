import { GetRegionNames, ListRefusals, mustBeKnownParties, refusalsSheet, type RefusedItem } from '@regieboek/finance';
import type { Language } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import type { MonthsOfOption } from '../arguments.js';
import { inRegion } from '../in-region.js';
import type { Output } from '../output.js';
import { mustHaveFolder, writeSheets } from '../sheet-file.js';
import { refusalLines } from './refusal-lines.js';
import { refusalsTexts } from './texts.js';

/** Options of `refusals`. */
export interface RefusalsOptions {
  readonly region: string;
  readonly provider?: string;
  readonly period?: MonthsOfOption;
  readonly declaration?: string;
  /** File that ends in .csv or .xlsx. */
  readonly out?: string;
  /** Language of the file. */
  readonly lang: Language;
  readonly json?: boolean;
}

const SHOWN_MAX = 50;

/** Lines for people: the first refusals, and how many there are. */
function linesOf(items: readonly RefusedItem[], language: Language): string[] {
  const texts = refusalsTexts[language];
  if (items.length === 0) return [texts.none];
  const lines = items.filter(({ scope }) => scope === 'line').length;
  const more = items.length > SHOWN_MAX ? [texts.more(items.length - SHOWN_MAX)] : [];
  return [...refusalLines(items.slice(0, SHOWN_MAX), language), ...more, '', texts.count(lines, items.length - lines)];
}

/** `regieboek refusals`: refused lines and declarations, with the reason and the remedy. */
export async function refusalsCommand(settings: Settings, options: RefusalsOptions, output: Output): Promise<void> {
  const { region, provider, period, declaration, out, lang, json } = options;
  if (out !== undefined) await mustHaveFolder(out, output);
  const { items, names } = await inRegion(settings, options, output, async (regieboek) => {
    const known = await regieboek.ask(new GetRegionNames(region));
    mustBeKnownParties(known, region, { provider });
    return { items: await regieboek.ask(new ListRefusals(region, { provider, declaration, ...period })), names: known };
  });
  if (out !== undefined) await writeSheets(out, [refusalsSheet(items, names, lang)]);
  if (json) return output.json(items);
  for (const line of linesOf(items, output.language)) output.line(line);
  if (out !== undefined) output.line(refusalsTexts[output.language].written(items.length, out));
}

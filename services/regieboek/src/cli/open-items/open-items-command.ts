import { ListEmergencyAccess } from '@regieboek/contracts';
import {
  GetRegionNames,
  ListOpenItems,
  mustBeKnownParties,
  openItemsSheet,
  type OpenItemFilter,
  type OpenItemsOfRegion,
} from '@regieboek/finance';
import { formatEuro, sumCents, type Language } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import type { MonthsOfOption } from '../arguments.js';
import { inRegion, watching } from '../in-region.js';
import type { Output } from '../output.js';
import { mustHaveFolder, writeSheets } from '../sheet-file.js';
import { itemTable, wayLines } from './item-lines.js';
import { openItemsTexts } from './texts.js';

/** Options of `open-items`. */
export interface OpenItemsOptions extends OpenItemFilter {
  readonly region: string;
  readonly period: MonthsOfOption;
  /** File that ends in .csv or .xlsx. */
  readonly out?: string;
  /** Language of the file. */
  readonly lang: Language;
  readonly json?: boolean;
}

function linesOf({ region, months, items }: OpenItemsOfRegion, reviews: number, language: Language): string[] {
  const texts = openItemsTexts[language];
  const sealed = months.filter(({ status }) => status === 'sealed').map(({ period }) => period);
  const open = items.filter(({ standing }) => standing.length === 0);
  return [
    ...itemTable(open, language),
    ...(open.length > 0 ? ['', ...wayLines(region, open, language), ''] : []),
    texts.count(open.length, items.length - open.length, formatEuro(sumCents(open.map(({ cents }) => cents)))),
    ...(sealed.length > 0 ? [texts.sealed(sealed.join(', '))] : []),
    ...(reviews > 0 ? [texts.reviews(reviews)] : []),
  ];
}

/** `regieboek open-items`: everything of some months that wants a decision, with the reasons and the ways out. */
export async function openItemsCommand(settings: Settings, options: OpenItemsOptions, output: Output): Promise<void> {
  const { region, period, out, lang, json, municipality, provider, kind, youth, reason } = options;
  if (out !== undefined) await mustHaveFolder(out, output);
  const filter = { municipality, provider, kind, youth, reason };
  const { found, names, reviews } = await inRegion(settings, options, output, async (regieboek) => {
    const known = await regieboek.ask(new GetRegionNames(region));
    mustBeKnownParties(known, region, filter);
    const accesses = await regieboek.ask(new ListEmergencyAccess(region));
    return {
      found: await regieboek.ask(new ListOpenItems(region, period, filter, watching(output))),
      names: known,
      reviews: accesses.filter(({ outcome }) => outcome === null).length,
    };
  });
  if (out !== undefined) await writeSheets(out, [openItemsSheet(found.items, { region, names, language: lang })]);
  if (json) return output.json(found);
  for (const line of linesOf(found, reviews, output.language)) output.line(line);
  if (out !== undefined) output.line(openItemsTexts[output.language].written(found.items.length, out));
}

import { firstDayOf, fromDay, lastDayOf, type Language } from '@regieboek/kernel';
import { GetOccupancy, type Occupancy } from '@regieboek/reporting';
import type { Settings } from '../../process/settings.js';
import type { MonthsOfOption } from '../arguments.js';
import { inRegion, type InRegion } from '../in-region.js';
import { stateLines, statesOf } from '../months/month-states.js';
import { table, type Output } from '../output.js';
import { figuresTexts } from './texts.js';

/** Options of `occupancy`. */
export interface OccupancyOptions extends InRegion {
  readonly period: MonthsOfOption;
}

const PERCENT = 100;

const shown = ({ nights, ...group }: Occupancy) => ({
  ...group,
  nights: nights.map((night) => ({ ...night, day: fromDay(night.day) })),
});

function rowOf({ provider, name, form, nights }: Occupancy): string[] {
  const places = nights.reduce((sum, night) => sum + night.places, 0);
  const occupied = nights.reduce((sum, night) => sum + night.occupied, 0);
  const share = places === 0 ? '' : String(Math.round((occupied / places) * PERCENT));
  return [provider, name, form, String(nights.length), String(places), String(occupied), share];
}

function linesOf(groups: readonly Occupancy[], language: Language): string[] {
  const texts = figuresTexts[language];
  return groups.length === 0 ? [texts.noGroups] : table(texts.occupancyColumns, groups.map(rowOf), [3, 4, 5, 6]);
}

/** `regieboek occupancy`: occupied nights against the agreed places, over the months of a period. */
export async function occupancyCommand(settings: Settings, options: OccupancyOptions, output: Output): Promise<void> {
  const { region, period } = options;
  const window = { from: firstDayOf(period.from), to: lastDayOf(period.to) };
  const { groups, months } = await inRegion(settings, options, output, async (regieboek) => ({
    groups: await regieboek.ask(new GetOccupancy(region, window)),
    months: await statesOf(regieboek, region, period),
  }));
  if (options.json) return output.json({ groups: groups.map(shown), months });
  for (const line of [...linesOf(groups, output.language), ...stateLines(months, output.language)]) output.line(line);
}

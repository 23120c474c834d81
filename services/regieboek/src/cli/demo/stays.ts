import { ListRegionIds } from '@regieboek/contracts';
import type { Language, Month } from '@regieboek/kernel';
import { ListSignals } from '@regieboek/placements';
import { GetStayDurations } from '@regieboek/reporting';
import type { Regieboek } from '../../process/regieboek.js';
import { table } from '../output.js';
import { demoTexts } from './texts.js';

const days = (value: number | null): string => (value === null ? '-' : value.toFixed(0));

const medianSurvival = ({ medianSurvivalDays, notEstimable }: Stays[number], language: Language): string =>
  notEstimable.includes('medianSurvivalDays') ? demoTexts[language].notEstimable : days(medianSurvivalDays);

/** Stay durations and signals of every region in the year of the last month. */
export async function stays(regieboek: Regieboek, last: Month) {
  const year = Number(last.slice(0, 4));
  const rows = [];
  for (const region of await regieboek.ask(new ListRegionIds())) {
    const { curve: _, ...figures } = await regieboek.ask(new GetStayDurations(region, year));
    const signals = await regieboek.ask(new ListSignals(region));
    rows.push({
      region,
      ...figures,
      signals: Object.fromEntries(
        [...Map.groupBy(signals, ({ kind }) => kind)].map(([kind, own]) => [kind, own.length]),
      ),
    });
  }
  return rows;
}

/** Figures of every region. */
export type Stays = Awaited<ReturnType<typeof stays>>;

/** A row per region. */
export function stayLines(rows: Stays, language: Language): string[] {
  const texts = demoTexts[language];
  const cells = rows.map((one) => [
    one.region,
    String(one.chains),
    String(one.ended),
    days(one.meanEndedDays),
    days(one.medianEndedDays),
    String(one.ongoing),
    medianSurvival(one, language),
    Object.entries(one.signals)
      .map(([kind, count]) => `${texts.signals[kind] ?? kind} ${count}`)
      .join(', '),
  ]);
  return table(texts.stayColumns, cells, [1, 2, 3, 4, 5, 6]);
}

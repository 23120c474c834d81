import { GetMonthStates, type StatedMonth } from '@regieboek/finance';
import type { Language, Month } from '@regieboek/kernel';
import type { Ledger } from '../../process/ledger-as.js';
import type { MonthsOfOption } from '../arguments.js';
import { monthTexts } from './texts.js';

/** States of the months of an option. */
export const statesOf = (ledger: Ledger, region: string, months: MonthsOfOption): Promise<readonly StatedMonth[]> =>
  ledger.ask(new GetMonthStates(region, months));

/** State of one month. */
export async function stateOf(ledger: Ledger, region: string, period: Month): Promise<StatedMonth> {
  const [stated] = await statesOf(ledger, region, { from: period, to: period });
  return stated ?? { period, state: 'no-data' };
}

/** A line per state, with its months. */
export const stateLines = (months: readonly StatedMonth[], language: Language): string[] =>
  [...Map.groupBy(months, ({ state }) => state)].map(
    ([state, own]) => `${own.map(({ period }) => period).join(', ')}: ${monthTexts[language].states[state]}`,
  );

import { defaultParameters, responsibleIntervals, responsibleOn } from '@regieboek/residence';
import { benchHistories } from '@regieboek/residence/testing';
import { compare, perSecond, type Measurement } from './measurement.ts';

const HISTORIES = 100_000;
const BY_DAY = 2_000;
const DAYS = 365;
const FIRST_DAY = 19_358; // 2023-01-01

/** The residence engine by intervals, compared with querying it day by day for one year. */
export async function benchResidence(): Promise<Measurement[]> {
  const histories = benchHistories(HISTORIES, 2026);
  const few = histories.slice(0, BY_DAY);
  const seconds = await compare(
    () => {
      for (const facts of histories) responsibleIntervals(facts, defaultParameters);
    },
    () => {
      for (const facts of few)
        for (let day = 0; day < DAYS; day += 1) responsibleOn(facts, defaultParameters, FIRST_DAY + day);
    },
  );
  const count = { value: HISTORIES / seconds.work, baseline: BY_DAY / seconds.baseline };
  return [perSecond('residence engine, one core', 'histories/s', count, 'asking every day of one year')];
}

/** A forecast of 47 places over 182 nights with 1,000 paths, compared with the second that it may take. */
import { forecast } from '@regieboek/reporting';
import { median, REPETITIONS, round, secondsOf, type Measurement } from './measurement.ts';

const PLACES = 47;
const STAY_DAYS = 200;
const FROM = 2_000;

/** Stays of 100 to 300 days that keep about 47 places occupied. */
const stays = Array.from({ length: Math.floor((FROM * PLACES) / STAY_DAYS) }, (_, number) => {
  const from = Math.floor((number * STAY_DAYS) / PLACES);
  return { from, to: from + 100 + ((number * 83) % 201) };
});

/** Median time of a forecast. */
export async function benchForecast(): Promise<Measurement[]> {
  const seconds = [];
  const request = { stays, known: 300, from: FROM, horizonDays: 182, scenario: 'as-now' } as const;
  for (let run = 0; run < REPETITIONS; run += 1) seconds.push(await secondsOf(() => forecast(request)));
  const value = round(median(seconds));
  const name = 'forecast of 47 places, 1,000 paths of 182 nights';
  return [{ name, value, unit: 's', baseline: 1, ratio: value, against: 'the limit we set' }];
}

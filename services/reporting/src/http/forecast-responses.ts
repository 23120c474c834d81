import { z } from 'zod';
import { fields } from '@regieboek/events';
import { fromDay } from '@regieboek/kernel';
import { component } from '@regieboek/platform';
import { scenarioKeys } from '../domain/forecast/scenario.js';
import type { MadeForecast } from '../queries/get-forecast.js';

const band = z.tuple([z.int(), z.int()]);

/** Forecast of occupied places, as returned by the API. */
export const forecastAnswer = component(
  'Forecast',
  z.strictObject({
    region: z.string(),
    provider: z.string().nullable(),
    form: z.string().nullable(),
    scenario: z.enum(scenarioKeys),
    position: z.int().meta({ description: 'Position of the log up to which events count.' }),
    knownOn: fields.date.meta({ description: 'Last day that is seen.' }),
    occupied: z.int().meta({ description: 'Places occupied on the night before the first.' }),
    arrivals: z.int().meta({ description: 'Stays that began in the 365 days before.' }),
    observed: z.int().meta({ description: 'Stays that the durations were observed on.' }),
    paths: z.int(),
    seed: z.int(),
    nights: z.array(
      z.strictObject({
        day: fields.date,
        median: z.int(),
        band50: band.meta({ description: 'Half of the paths lie within.' }),
        band80: band,
        band90: band,
      }),
    ),
  }),
);

/** A forecast as in `forecastAnswer`. */
export function forecastJson({ made, question, forecast }: MadeForecast): z.output<typeof forecastAnswer> {
  const { history, nights, paths, seed, scenario } = forecast;
  return {
    ...{ region: made.region, provider: question.provider ?? null, form: question.form ?? null, scenario },
    ...{ position: made.position, knownOn: made.knownOn, occupied: history.elapsed.length },
    ...{ arrivals: history.arrivals, observed: history.observed, paths, seed },
    nights: nights.map(({ day, median, band50, band80, band90 }) => ({
      ...{ day: fromDay(day), median, band50: [...band50], band80: [...band80], band90: [...band90] },
    })),
  };
}

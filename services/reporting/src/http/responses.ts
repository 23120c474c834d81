import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component } from '@regieboek/platform';

const step = z.object({
  days: z.number(),
  surviving: z.number().meta({ description: 'Share of stays longer than `days`, 0 to 1.' }),
  atRisk: z.int(),
  ended: z.int(),
});

const interval = z
  .object({ low: z.number(), high: z.number().nullable().meta({ description: 'null: above the observed range.' }) })
  .nullable();

/** Durations of stays in a year, as returned by the API. */
export const stayDurations = component(
  'StayDurations',
  z.object({
    region: z.string(),
    year: z.int(),
    cutOff: fields.date,
    chains: z.int(),
    ended: z.int(),
    ongoing: z.int(),
    meanEndedDays: z.number().nullable(),
    medianEndedDays: z.number().nullable(),
    medianSurvivalDays: z.number().nullable(),
    restrictedMeanDays: z.number().nullable(),
    curve: z.array(step),
    curveFrom: fields.date.meta({
      description:
        'First day of the stays behind the curve, its median and its restricted mean: three years when fewer than 16 stays began in the year.',
    }),
    intervals: z
      .object({
        meanEndedDays: interval,
        medianEndedDays: interval,
        medianSurvivalDays: interval,
        restrictedMeanDays: interval,
      })
      .meta({ description: '95 %; medians by log-log limits, means by bootstrap. Null without a figure.' }),
    metrics: z
      .record(z.string(), z.string())
      .meta({ description: 'Names of the figures (docs/metrics.json), where these are figures by name.' }),
    notEstimable: z
      .array(z.enum(['meanEndedDays', 'medianEndedDays', 'medianSurvivalDays', 'restrictedMeanDays']))
      .meta({
        description: 'Figures that are null because fewer than five stays were at risk when the curve falls to zero.',
      }),
  }),
);

/** Occupancy of a provider's places of one form, as returned by the API. */
export const occupancyOfGroup = component(
  'Occupancy',
  z.object({
    provider: fields.provider,
    name: z.string(),
    group: z.string(),
    form: fields.careForm,
    nights: z.array(z.object({ day: fields.date, places: z.int(), occupied: z.int() })),
  }),
);

import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component } from '@regieboek/platform';

const step = z.object({
  days: z.number(),
  surviving: z.number().meta({ description: 'Share of stays that last longer than `days`, 0 to 1.' }),
  atRisk: z.int(),
  ended: z.int(),
});

/** Durations of stays in a year, as the interface gives them. */
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
  }),
);

/** Occupancy of a provider's places of one form, as the interface gives it. */
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

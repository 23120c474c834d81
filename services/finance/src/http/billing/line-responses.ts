import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component } from '@regieboek/platform';
import type { BilledLine } from '../../domain/runs/billing-run.js';
import type { LumpSumLine } from '@regieboek/billing';

const { cents, date, municipality, provider } = fields;

/** Part of an approved line that one municipality bears. */
export const billedLine = component(
  'BilledLine',
  z.object({
    id: z.string(),
    kind: z.literal('line'),
    youth: fields.youth,
    provider,
    reference: z.string(),
    category: z.string(),
    code: z.string(),
    unit: z.string(),
    periodFrom: date,
    periodTo: date,
    from: date,
    to: date,
    days: z.int(),
    volume: z.int(),
    tariffCents: cents.nullable(),
    cents,
    municipality: municipality.nullable().meta({ description: 'CBS code; null: undetermined, in the review queue.' }),
    municipalityOfDays: municipality.nullable().meta({
      description: 'Code that the responsible municipality had on these days; billed is its legal successor.',
    }),
    payer: municipality.nullable().meta({
      description:
        'Municipality that received the declaration and pays the provider; null: the organisation pays, without claims.',
    }),
    rule: z.string(),
    chainStart: date.nullable(),
    referenceDay: date.nullable(),
    facts: z.array(z.string()),
    review: z.array(z.string()),
    ground: z.enum(['stay-days', 'care-days', 'period-days']),
  }) satisfies z.ZodType<BilledLine>,
);

/** Part of a lump sum of the month that one municipality bears. */
export const lumpSumLine = component(
  'LumpSumLine',
  z.object({
    id: z.string(),
    kind: z.literal('lump-sum'),
    provider,
    lumpSum: z.string(),
    municipality,
    cents,
    model: z.enum(['fixed', 'use', 'hybrid', 'multi-year']),
    useDays: z.int(),
    places: z.int().exactOptional().meta({ description: 'For availability per place: number of paid places.' }),
    placeDays: z.int().exactOptional().meta({ description: 'Days of those places in the month.' }),
    usedDays: z.int().exactOptional().meta({ description: 'Number of those days in use.' }),
  }) satisfies z.ZodType<LumpSumLine>,
);

import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component } from '@regieboek/platform';
import { describeMetric } from '../domain/metrics/description.js';
import { cuts } from '../domain/metrics/metric.js';
import type { MeasuredFigures } from '../queries/get-figures.js';

const texts = z.strictObject({ nl: z.string(), en: z.string() });

/** Definition of a figure by name. */
const definition = z.strictObject({
  key: z.string().meta({ description: 'Stable name.' }),
  name: texts,
  definition: texts,
  unit: z.enum(['count', 'days', 'nights', 'places', 'cents', 'share']),
  grain: z.string().meta({ description: 'What is counted.' }),
  formula: z.string(),
  source: z.string().meta({ description: 'Law or norm, with article.' }),
  cuts: z.array(z.enum(cuts)),
});

const value = z.strictObject({
  of: z.string().nullable().meta({ description: 'Value of the cut; null: the whole.' }),
  value: z.number().nullable().meta({ description: 'Null when it cannot be given: the note says why.' }),
  interval: z.tuple([z.number(), z.number()]).nullable().meta({ description: 'Limits of 95 %.' }),
  basis: z.int().meta({ description: 'Number of observations behind it.' }),
  note: texts.nullable(),
  failed: z.boolean().meta({ description: 'True for a check that fails.' }),
});

/** Figures by name of a period, as returned by the API. */
export const figuresAnswer = component(
  'Figures',
  z.strictObject({
    region: z.string(),
    from: fields.date,
    to: fields.date,
    by: z.enum(cuts).nullable(),
    audience: z.enum(['internal', 'public']),
    position: z.int().meta({ description: 'Position of the log up to which events count.' }),
    knownOn: fields.date.meta({ description: 'Last day that is seen.' }),
    figures: z.array(definition.extend({ values: z.array(value) })),
  }),
);

/** Measured figures as in `figuresAnswer`. */
export const figuresJson = ({
  made,
  question,
  isPublic,
  figures,
}: MeasuredFigures): z.output<typeof figuresAnswer> => ({
  ...{ region: made.region, from: question.from, to: question.to, by: question.by ?? null },
  audience: isPublic ? 'public' : 'internal',
  ...{ position: made.position, knownOn: made.knownOn },
  figures: figures.map(({ metric, figures: values }) => {
    const { vector: _, ...defined } = describeMetric(metric);
    return {
      ...defined,
      values: values.map(({ of, value: own, interval, basis, note, failed = false }) => ({
        ...{ of, value: own, basis, note: note ?? null, failed },
        interval: interval ? [interval[0], interval[1]] : null,
      })),
    };
  }),
});

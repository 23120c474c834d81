import { z } from 'zod';
import { metrics } from './catalogue.js';
import { cuts, type Metric } from './metric.js';

const texts = z.strictObject({ nl: z.string(), en: z.string() });

/** Definition of a figure by name, as in `docs/metrics.json`. */
export const metricDescription = z.strictObject({
  key: z.string().meta({ description: 'Stable name.' }),
  name: texts,
  definition: texts,
  unit: z.enum(['count', 'days', 'nights', 'places', 'cents', 'share']),
  grain: z.string().meta({ description: 'What is counted.' }),
  formula: z.string(),
  source: z.string().meta({ description: 'Law or norm, with article.' }),
  cuts: z.array(z.enum(cuts)),
  vector: z
    .strictObject({
      given: z.looseObject({}),
      expected: z.array(z.strictObject({ of: z.string().nullable(), value: z.number().nullable() })),
    })
    .meta({ description: 'A small example with its outcome.' }),
});

/** See `metricDescription`. */
export type MetricDescription = z.output<typeof metricDescription>;

/** Definition of one figure. */
export const describeMetric = (metric: Metric): MetricDescription => {
  const { key, name, definition, unit, grain, formula, source, cuts: divided, vector } = metric;
  const { given, expected } = vector;
  return {
    ...{ key, name, definition, unit, grain, formula, source, cuts: [...divided] },
    vector: { given: { ...given }, expected: expected.map(({ of, value }) => ({ of, value })) },
  };
};

/** Definitions of all figures by name: the content of `metrics.json`. */
export const metricDescriptions = (): { readonly format: 1; readonly metrics: readonly MetricDescription[] } => ({
  format: 1,
  metrics: metrics.map(describeMetric),
});

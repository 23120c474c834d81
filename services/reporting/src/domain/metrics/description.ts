import { metrics } from './catalogue.js';
import type { Metric } from './metric.js';

/** Definition of one figure, without the way to measure it. */
export const describeMetric = (metric: Metric) => {
  const { key, name, definition, unit, grain, formula, source, cuts, vector } = metric;
  const { given, expected } = vector;
  return {
    ...{ key, name, definition, unit, grain, formula, source, cuts: [...cuts] },
    vector: { given, expected: expected.map(({ of, value }) => ({ of, value })) },
  };
};

/** Definitions of all figures by name: the content of `docs/metrics.json`. */
export const metricDescriptions = () => ({ format: 1, metrics: metrics.map(describeMetric) });

import type { Metric } from './metric.js';
import { stayCountMetrics } from './stay-count-metrics.js';

/** All figures by name, in the order in which they are listed. */
export const metrics: readonly Metric[] = [...stayCountMetrics];

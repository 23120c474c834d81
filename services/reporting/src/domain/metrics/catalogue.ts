import type { Metric } from './metric.js';
import { closedCareMetrics } from './stays/closed-care.js';
import { definitionMetrics } from './stays/definitions.js';
import { flowMetrics } from './stays/flow.js';

/** All figures by name, in the order in which they are listed. */
export const metrics: readonly Metric[] = [...definitionMetrics, ...flowMetrics, ...closedCareMetrics];

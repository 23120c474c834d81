import type { Metric } from './metric.js';
import { flowChecks } from './checks/flow-checks.js';
import { nightChecks } from './checks/night-checks.js';
import { occupancyMetrics } from './places/occupancy-metrics.js';
import { closedCareMetrics } from './stays/closed-care.js';
import { cohortMetrics } from './stays/cohorts.js';
import { definitionMetrics } from './stays/definitions.js';
import { durationMetrics } from './stays/durations.js';
import { endMetrics } from './stays/ends.js';
import { flowMetrics } from './stays/flow.js';
import { returnMetrics } from './stays/returns.js';

/** All figures by name, in the order in which they are listed. */
export const metrics: readonly Metric[] = [
  ...definitionMetrics,
  ...flowMetrics,
  ...durationMetrics,
  ...cohortMetrics,
  ...returnMetrics,
  ...endMetrics,
  ...closedCareMetrics,
  ...flowChecks,
  ...nightChecks,
  ...occupancyMetrics,
];

/** Scenarios of a forecast: what changes from the first night on. */
/** Change of the inflow and of the durations. */
export interface Scenario {
  /** Inflow as a share of that of the last twelve months. */
  readonly inflow: number;
  /** Days by which every stay that has not ended is shorter. */
  readonly daysShorter: number;
}

/** Names of all scenarios. */
export const scenarioKeys = ['as-now', 'inflow-15-less', 'inflow-30-less', 'month-shorter'] as const;

/** Name of a scenario. */
export type ScenarioKey = (typeof scenarioKeys)[number];

/** Scenarios by name. */
export const scenarios: Readonly<Record<ScenarioKey, Scenario>> = {
  'as-now': { inflow: 1, daysShorter: 0 },
  'inflow-15-less': { inflow: 0.85, daysShorter: 0 },
  'inflow-30-less': { inflow: 0.7, daysShorter: 0 },
  'month-shorter': { inflow: 1, daysShorter: 30 },
};

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Metrics that a process counts as it works. No label contains a path, an id or a text of a user. */
const registry = new Registry();

const requests = new Counter({
  name: 'regieboek_http_requests_total',
  help: 'Requests by method, route template and class of status (2xx to 5xx).',
  labelNames: ['method', 'route', 'status'],
  registers: [registry],
});

const requestSeconds = new Histogram({
  name: 'regieboek_http_request_seconds',
  help: 'Time from the first byte of a request to the end of its response, by method.',
  labelNames: ['method'],
  buckets: [0.01, 0.05, 0.25, 1, 5, 30],
  registers: [registry],
});

const workSeconds = new Histogram({
  name: 'regieboek_work_seconds',
  help: 'Time of a piece of work by kind (append, import, read model, billing run) and region; empty for imports, and for a region that is not known yet.',
  labelNames: ['work', 'region'],
  buckets: [0.01, 0.05, 0.25, 1, 5, 30, 300],
  registers: [registry],
});

const workFailures = new Counter({
  name: 'regieboek_work_failures_total',
  help: 'Pieces of work that ended with an error or a refusal, by kind.',
  labelNames: ['work'],
  registers: [registry],
});

const workRunning = new Gauge({
  name: 'regieboek_work_running',
  help: 'Pieces of work that run now, by kind.',
  labelNames: ['work'],
  registers: [registry],
});

/** A request that was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** Template of its route, or `unknown`; never its path. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Counts a request. */
export function countRequest({ method, route, status, seconds }: AnsweredRequest): void {
  requests.inc({ method, route, status: `${Math.trunc(status / 100)}xx` });
  requestSeconds.observe({ method }, seconds);
}

/** Regions that the log has: other names may be anything that a sender wrote, and are not shown. */
const regions = new Set<string>();

/** Makes regions of the log known, so that work for them is shown by region. */
export function knowRegions(names: readonly string[]): void {
  for (const name of names) regions.add(name);
}

/** Measures a piece of work, whether it succeeds or not. `region`: empty when it is not known beforehand. */
export async function measured<Result>(work: string, region: string, run: () => Promise<Result>): Promise<Result> {
  const end = workSeconds.startTimer({ work, region: regions.has(region) ? region : '' });
  workRunning.inc({ work });
  try {
    return await run();
  } catch (error) {
    workFailures.inc({ work });
    throw error;
  } finally {
    workRunning.dec({ work });
    end();
  }
}

let hasDefaults = false;

/** The metrics of this process in the text format of Prometheus, with those of Node.js: processor time, memory, event loop. */
export function processMetrics(): Promise<string> {
  if (!hasDefaults) collectDefaultMetrics({ register: registry });
  hasDefaults = true;
  return registry.metrics();
}

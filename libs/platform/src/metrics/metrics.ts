import { overAllRegions } from '@regieboek/isolation';
import { Gauge, Registry } from 'prom-client';
import { inTime } from '../in-time.js';
import { processMetrics } from './process-metrics.js';

/** A metric that is measured when it is asked for. */
export interface Measure {
  readonly name: string;
  readonly help: string;
  /** Names of its labels. Their values must be bounded, and never personal data. */
  readonly labels: readonly string[];
}

/** A value of a metric. */
export interface Sample {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Time in which all values must be measured; later ones are left out. */
const MEASURE_WITHIN_MS = 3_000;

/** Media type of the text format of Prometheus. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** Metrics of an application: values that are measured for each request of them, beside those that its process counts. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly gauges = new Map<string, Gauge>();
  private readonly sources: { readonly name: string; readonly measure: () => Promise<readonly Sample[]> }[] = [];
  private readonly missing: Gauge;

  constructor() {
    this.missing = new Gauge({
      name: 'regieboek_metrics_missing',
      help: 'Whether the values of a source could not be measured in time: 1, otherwise 0.',
      labelNames: ['source'],
      registers: [this.registry],
    });
  }

  /** Adds metrics of a source, measured together over all regions. Sources may share a metric; its first description counts. */
  add(source: string, measures: readonly Measure[], measure: () => Promise<readonly Sample[]>): void {
    for (const { name, help, labels } of measures) {
      if (this.gauges.has(name)) continue;
      this.gauges.set(name, new Gauge({ name, help, labelNames: [...labels], registers: [this.registry] }));
    }
    this.sources.push({ name: source, measure: () => overAllRegions(measure) });
  }

  /** All metrics in the text format of Prometheus. A source that fails or is late is named, and does not fail the others. */
  async text(): Promise<string> {
    const measured = await Promise.allSettled(this.sources.map(({ measure }) => inTime(measure(), MEASURE_WITHIN_MS)));
    for (const gauge of this.gauges.values()) gauge.reset();
    measured.forEach((outcome, index) => {
      const source = this.sources[index]?.name ?? '';
      this.missing.set({ source }, outcome.status === 'rejected' ? 1 : 0);
      if (outcome.status === 'fulfilled') this.set(outcome.value);
    });
    return `${await this.registry.metrics()}\n${await processMetrics()}`;
  }

  private set(samples: readonly Sample[]): void {
    for (const { name, labels = {}, value } of samples) this.gauges.get(name)?.set(labels, value);
  }
}

import { SpanStatusCode, trace } from '@opentelemetry/api';
import { measured } from '../metrics/process-metrics.js';
import { currentRequest } from './request-context.js';

/** Allowed attributes of a span: places, numbers and kinds, never content. */
export interface SpanFacts {
  readonly region?: string;
  readonly stream?: string;
  readonly period?: string;
  readonly position?: number;
  readonly events?: number;
  readonly kind?: string;
  readonly projection?: string;
}

/** Region of the work, also by the name of its stream; empty when it is not known. */
const regionOf = ({ region, stream = '' }: SpanFacts): string => region ?? stream.split('.')[0] ?? '';

const tracer = trace.getTracer('regieboek');

/**
 * Runs `work` in a span (OpenTelemetry), and measures it for `/metrics`; without an exporter a span costs almost nothing. Of an
 * error only its kind is recorded.
 */
export function traced<Result>(name: string, facts: SpanFacts, work: () => Promise<Result>): Promise<Result> {
  const request = currentRequest();
  const attributes = { ...facts, ...(request === undefined ? {} : { request }) };
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await measured(name, regionOf(facts), work);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : typeof error });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Stops the export of spans after a flush; resolves at once when nothing was started. */
export type StopTelemetry = () => Promise<void>;

const nothing: StopTelemetry = () => Promise.resolve();

/**
 * Sends spans to the OpenTelemetry collector that OTEL_EXPORTER_OTLP_ENDPOINT names; off, and not even loaded, without
 * it. Spans hold no personal data: see `SpanFacts`.
 */
export async function startTelemetry(service: string, variables: NodeJS.ProcessEnv): Promise<StopTelemetry> {
  if (!variables['OTEL_EXPORTER_OTLP_ENDPOINT']) return nothing;
  const { exportSpans } = await import('./span-export.js');
  return exportSpans(service);
}

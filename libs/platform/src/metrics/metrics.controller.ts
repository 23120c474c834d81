import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EVERY_REGION } from '@regieboek/access';
import { Endpoint } from '../http/endpoint.js';
import { METRICS } from '../tokens.js';
import { METRICS_TYPE, type Metrics } from './metrics.js';

const example = `# HELP regieboek_log_events Events in the log, by region.
# TYPE regieboek_log_events gauge
regieboek_log_events{region="zhz"} 1843
`;

/** The same media type as a reader may name it, with the version of the format. */
const VERSIONED = 'text/plain; version=0.0.4';

/** Metrics of the process, for Prometheus. */
@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(METRICS) private readonly metrics: Metrics) {}

  /** All metrics. They cover all regions, so a role in all regions is needed. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Header('Content-Type', METRICS_TYPE)
  @Endpoint({
    permission: { action: 'see-metrics', on: () => ({ region: EVERY_REGION }) },
    summary: 'Metrics (meetwaarden) of the process, in the text format of Prometheus',
    description: 'Needs a role in all regions (*), or a program with a scope for see-metrics. See docs/operations.md.',
    answers: {
      200: { description: 'Metrics without personal data.', text: { 'text/plain': example, [VERSIONED]: example } },
    },
  })
  text(): Promise<string> {
    return this.metrics.text();
  }
}

import { everyService, serviceSchema, type ServiceDefinition } from '@regieboek/platform/service';
import { ReportingModule } from './reporting.module.js';

const variables = serviceSchema(everyService(3004));

/** Reporting in its own process. */
export const reportingService: ServiceDefinition<typeof variables> = {
  name: 'reporting',
  title: 'Regieboek: reporting',
  description: 'Policy figures: durations of stays and occupancy.',
  variables,
  context: null,
  fed: [],
  retries: [],
  vaultKey: () => undefined,
  modules: () => [ReportingModule],
};

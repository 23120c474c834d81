import type { OpenAPIObject } from '@nestjs/swagger';
import { ContractsModule } from '@regieboek/contracts';
import { FinanceModule } from '@regieboek/finance';
import { PlacementsModule } from '@regieboek/placements';
import { createApplication, describeApi, PlatformModule, unusedResources } from '@regieboek/platform';
import { ReportingModule } from '@regieboek/reporting';
import { AppModule } from '../app.module.js';
import { describeRegieboek } from './open-api.js';

const services = {
  contracts: [ContractsModule, 'Regieboek: contracts', 'Regions, their municipalities and contracts (contracten).'],
  placements: [
    PlacementsModule,
    'Regieboek: placements',
    'Youths (jeugdigen), residence facts (woonplaats), assignments, starts and stops.',
  ],
  finance: [FinanceModule, 'Regieboek: finance', 'Declarations (declaraties), answers, billing and statements.'],
  reporting: [ReportingModule, 'Regieboek: reporting', 'Policy figures: durations of stays and occupancy.'],
} as const;

/** OpenAPI descriptions of every service and of the whole (`regieboek`), by folder. Needs no database: nothing runs. */
export async function apiDescriptions(): Promise<Record<string, OpenAPIObject>> {
  const application = await createApplication(AppModule.with({ ...unusedResources(), dataDir: '' }), { preview: true });
  const ofServices = Object.entries(services).map(([name, [module, title, description]]) => [
    name,
    describeApi(application, { title, description, modules: [module, PlatformModule] }),
  ]);
  const whole = describeRegieboek(application);
  await application.close();
  return Object.fromEntries([...ofServices, ['regieboek', whole]]) as Record<string, OpenAPIObject>;
}

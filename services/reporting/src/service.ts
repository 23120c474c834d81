import { resolve } from 'node:path';
import { z } from 'zod';
import { unlessBlank } from '@regieboek/platform';
import { everyService, serviceSchema, vaultVariables, type ServiceDefinition } from '@regieboek/platform/service';
import { ReplaysModule } from '@regieboek/replays';
import { ReportingModule } from './reporting.module.js';

const variables = serviceSchema({
  ...everyService(3004),
  ...vaultVariables,
  REGIEBOEK_DATA_DIR: unlessBlank(z.string().default('.regieboek/reporting')).meta({
    description:
      'Folder with the journal of reporting, built from the event log: it may be deleted at any time and needs no backup. For one process.',
    example: '.regieboek/reporting',
  }),
});

/** Reporting in its own process. */
export const reportingService: ServiceDefinition<typeof variables> = {
  name: 'reporting',
  title: 'Regieboek: reporting',
  description: 'Policy figures: durations of stays and occupancy, and tables for BI.',
  variables,
  context: null,
  fed: [],
  retries: [],
  // Pseudonyms of exports follow from it.
  vaultKey: ({ REGIEBOEK_VAULT_KEY }) => REGIEBOEK_VAULT_KEY,
  modules: ({ REGIEBOEK_DATA_DIR }) => [ReplaysModule.at(resolve(REGIEBOEK_DATA_DIR)), ReportingModule],
};

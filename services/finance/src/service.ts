import { resolve } from 'node:path';
import { z } from 'zod';
import { unlessBlank } from '@regieboek/platform';
import {
  everyService,
  internalVariables,
  placementsVariables,
  RemoteIdentitiesModule,
  serviceSchema,
  vaultVariables,
  type ServiceDefinition,
} from '@regieboek/platform/service';
import { ReplaysModule } from '@regieboek/replays';
import { financeFeedProjections } from './feed-projections.js';
import { FinanceModule } from './finance.module.js';
import { RetryPendingDeclarations } from './commands/declarations/retry-pending-declarations.js';

const variables = serviceSchema({
  ...everyService(3003),
  ...vaultVariables,
  ...internalVariables,
  ...placementsVariables,
  REGIEBOEK_DATA_DIR: unlessBlank(z.string().default('.regieboek/finance')).meta({
    description:
      'Folder with the journal of finance, built from the event log: it may be deleted at any time and needs no backup. For one process.',
    example: '.regieboek/finance',
  }),
});

/** Finance in a process of its own; it asks placements for identities. */
export const financeService: ServiceDefinition<typeof variables> = {
  name: 'finance',
  title: 'Regieboek: finance',
  description: 'Declarations (declaraties), answers, billing and statements.',
  variables,
  context: 'finance',
  fed: financeFeedProjections,
  retries: [RetryPendingDeclarations],
  vaultKey: ({ REGIEBOEK_VAULT_KEY }) => REGIEBOEK_VAULT_KEY,
  internalToken: ({ REGIEBOEK_INTERNAL_TOKEN }) => REGIEBOEK_INTERNAL_TOKEN,
  callsOthers: true,
  modules: ({ PLACEMENTS_URL, REGIEBOEK_DATA_DIR }, tokenOf) => [
    ReplaysModule.at(resolve(REGIEBOEK_DATA_DIR)),
    FinanceModule.with(RemoteIdentitiesModule.at(PLACEMENTS_URL, tokenOf)),
  ],
};

import {
  everyService,
  internalVariables,
  serviceSchema,
  vaultVariables,
  type ServiceDefinition,
} from '@regieboek/platform/service';
import { placementsFeedProjections } from './feed-projections.js';
import { RetryPendingFacts } from './commands/retry-pending-facts.js';
import { RetryPendingMessages } from './commands/retry-pending-messages.js';
import { InternalModule } from './internal/internal.module.js';
import { PlacementsModule } from './placements.module.js';

const variables = serviceSchema({ ...everyService(3002), ...vaultVariables, ...internalVariables });

/** Placements in its own process. */
export const placementsService: ServiceDefinition<typeof variables> = {
  name: 'placements',
  title: 'Regieboek: placements',
  description: 'Youths (jeugdigen), residence facts (woonplaats), assignments, starts and stops.',
  variables,
  context: 'placements',
  fed: placementsFeedProjections,
  retries: [RetryPendingFacts, RetryPendingMessages],
  vaultKey: ({ REGIEBOEK_VAULT_KEY }) => REGIEBOEK_VAULT_KEY,
  internalToken: ({ REGIEBOEK_INTERNAL_TOKEN }) => REGIEBOEK_INTERNAL_TOKEN,
  modules: () => [PlacementsModule, InternalModule],
};

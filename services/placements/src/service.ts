import {
  everyService,
  internalVariables,
  serviceSchema,
  vaultVariables,
  type ServiceDefinition,
} from '@regieboek/platform/service';
import { placementsFed } from './fed.js';
import { FactsIntake } from './import/facts-intake.js';
import { MessageIntake } from './import/message-intake.js';
import { InternalModule } from './internal/internal.module.js';
import { PlacementsModule } from './placements.module.js';

const variables = serviceSchema({ ...everyService(3002), ...vaultVariables, ...internalVariables });

/** Placements in a process of its own. */
export const placementsService: ServiceDefinition<typeof variables> = {
  name: 'placements',
  title: 'Regieboek: placements',
  description: 'Youths (jeugdigen), facts about residence (woonplaats), assignments, starts and stops.',
  variables,
  context: 'placements',
  fed: placementsFed,
  intakes: [FactsIntake, MessageIntake],
  vaultKey: ({ REGIEBOEK_VAULT_KEY }) => REGIEBOEK_VAULT_KEY,
  modules: ({ REGIEBOEK_INTERNAL_TOKEN }) => [PlacementsModule, InternalModule.with(REGIEBOEK_INTERNAL_TOKEN)],
};

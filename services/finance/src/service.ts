import {
  everyService,
  internalVariables,
  placementsVariables,
  RemoteIdentitiesModule,
  serviceSchema,
  vaultVariables,
  type ServiceDefinition,
} from '@regieboek/platform/service';
import { financeFed } from './fed.js';
import { FinanceModule } from './finance.module.js';
import { DeclarationIntake } from './import/declaration-intake.js';

const variables = serviceSchema({
  ...everyService(3003),
  ...vaultVariables,
  ...internalVariables,
  ...placementsVariables,
});

/** Finance in a process of its own; it asks placements for identities. */
export const financeService: ServiceDefinition<typeof variables> = {
  name: 'finance',
  title: 'Regieboek: finance',
  description: 'Declarations (declaraties), answers, billing and statements.',
  variables,
  context: 'finance',
  fed: financeFed,
  intakes: [DeclarationIntake],
  vaultKey: ({ REGIEBOEK_VAULT_KEY }) => REGIEBOEK_VAULT_KEY,
  modules: ({ PLACEMENTS_URL, REGIEBOEK_INTERNAL_TOKEN }) => [
    FinanceModule.with(RemoteIdentitiesModule.at(PLACEMENTS_URL, REGIEBOEK_INTERNAL_TOKEN)),
  ],
};

import { everyService, serviceSchema, vaultVariables, type ServiceDefinition } from '@regieboek/platform/service';
import { ContractsModule } from './contracts.module.js';

const variables = serviceSchema({ ...everyService(3001), ...vaultVariables });

/** Contracts in its own process. */
export const contractsService: ServiceDefinition<typeof variables> = {
  name: 'contracts',
  title: 'Regieboek: contracts',
  description: 'Regions, their municipalities and contracts (contracten).',
  variables,
  context: 'contracts',
  fed: [],
  retries: [],
  vaultKey: ({ REGIEBOEK_VAULT_KEY }) => REGIEBOEK_VAULT_KEY,
  modules: () => [ContractsModule],
};

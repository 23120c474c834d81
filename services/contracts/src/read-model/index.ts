import { messageEntity, messageTableIn } from '@regieboek/intake';
import { contractsCopyIn, type Projection } from '@regieboek/platform';

/** Read models of contracts. */
export const contractsReadModels: readonly Projection[] = [contractsCopyIn('contracts').projection];

/** Tables of contracts and its copy of regions and contracts: their entities, and the migrations that create them. */
export const contractsTables = {
  entities: [messageEntity],
  migrations: messageTableIn('contracts'),
  readModels: contractsReadModels,
};

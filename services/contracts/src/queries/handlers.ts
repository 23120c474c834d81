import { ListRegionsHandler } from './list-regions.js';
import { ListRegionIdsHandler } from './list-region-ids.js';
import { ListEmergencyAccessHandler } from './list-emergency-access.js';
import { ListContractsHandler } from './list-contracts.js';

/** Handlers of all queries, for the module of this service. */
export const queryHandlers = [
  ListRegionsHandler,
  ListRegionIdsHandler,
  ListContractsHandler,
  ListEmergencyAccessHandler,
];

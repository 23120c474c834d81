export { ListContracts } from './queries/list-contracts.js';
export { ListRegions } from './queries/list-regions.js';
export { ContractsModule } from './contracts.module.js';
export { ImportRegionFile } from './commands/import-region-file.js';
export { readRegionFile } from './import/region-file.js';
export { contractsReadModels } from './read-model/index.js';
export { ListRegionIds } from './queries/list-region-ids.js';

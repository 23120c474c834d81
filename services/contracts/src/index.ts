export { ContractsModule } from './contracts.module.js';
export { ImportRegionFile, type RegionFileImported } from './import/import-region-file.js';
export { readRegionFile, regionFileSchema, type FileFault } from './import/region-file.js';

export { readSettings } from './process/settings.js';
export { withRegieboek, type Regieboek } from './process/regieboek.js';
export { apiDescriptions } from './process/api-descriptions.js';
export { demoDefaults, regionsOf, windowOf, writeDemoFiles } from './demo-data/index.js';
export type { ImportFile, Kind } from './import/classify.js';
export { filesToImport } from './import/files-to-import.js';
export { batchesOf, importFiles } from './import/import-files.js';
export { seriesOf } from './import/series.js';

export { biForms, type BiForm } from './bi/forms.js';
export type { BiManifest } from './bi/manifest.js';
export { ExportStar } from './queries/export-star.js';
export { GetStayDurations } from './queries/get-stay-durations.js';
export { reportingReadModels } from './read-model/index.js';
export { ReportingModule } from './reporting.module.js';

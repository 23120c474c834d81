export type { BiForm } from './bi/forms.js';
export { tableDescriptions, type BiManifest } from './bi/manifest.js';
export { ExportStar } from './queries/export-star.js';
export type { Occupancy } from './domain/occupancy.js';
export type { StayStatistics } from './domain/stay-statistics.js';
export { GetOccupancy } from './queries/get-occupancy.js';
export { GetStayDurations } from './queries/get-stay-durations.js';
export { reportingReadModels } from './read-model/index.js';
export { ReportingModule } from './reporting.module.js';

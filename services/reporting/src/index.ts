export { GetStayDurations } from './queries/get-stay-durations.js';
export { reportingReadModels } from './read-model/index.js';
export { ReportingModule } from './reporting.module.js';

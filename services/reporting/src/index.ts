export { occupancy, type Occupancy } from './domain/occupancy.js';
export { stayChains, stayStatistics, type Chain, type StayStatistics } from './domain/stay-statistics.js';
export { ReportingModule } from './reporting.module.js';

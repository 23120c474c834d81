import { contractsCopyIn, type Projection } from '@regieboek/platform';
import { CareTables1700000000023 } from '../migrations/1700000000023-care.js';
import { careContractRow, careRow, careYouthRow } from './care/entity.js';
import { careProjection } from './care/projection.js';
import { CareQueries } from './care/queries.js';

/** Read models of reporting. */
export const reportingReadModels: readonly Projection[] = [contractsCopyIn('reporting').projection, careProjection];

/** Tables of reporting and its copy of regions and contracts: their entities, and the migrations that create them. */
export const reportingTables = {
  readModels: reportingReadModels,
  entities: [careContractRow, careYouthRow, careRow],
  migrations: [CareTables1700000000023],
};

/** Queries on the read models of reporting, for its module. */
export const reportingQueries = [CareQueries];

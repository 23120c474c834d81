import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Projection, Projections } from '../../projections/projection.js';
import type { Today } from '../../today.js';
import { PROJECTIONS, TODAY } from '../../tokens.js';
import { SecretAddresses } from './queries.js';

/** Provides `SecretAddresses` of a service, from its database. */
export const secretAddressesFrom = (source: InjectionToken, projection: Projection): FactoryProvider => ({
  provide: SecretAddresses,
  inject: [source, PROJECTIONS, TODAY],
  useFactory: (database: DataSource, projections: Projections, today: Today) =>
    new SecretAddresses(database, projections, today, projection),
});

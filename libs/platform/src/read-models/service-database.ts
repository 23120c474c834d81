import { type DatabaseAddresses } from '@regieboek/isolation';
import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { EventLog } from '@regieboek/eventing';
import type { LedgerChecks } from '../checks/checks.js';
import type { Projection, Projections } from '../projections/projection.js';
import { EmergencyGrants } from '../emergency/index.js';
import { DATABASE_ADDRESSES, EMERGENCY_GRANTS, EVENT_LOG, LEDGER_CHECKS, PROJECTIONS, READINESS } from '../tokens.js';
import type { Readiness } from '../readiness.js';
import { ContractsCopy, contractsCopyIn } from './contracts/queries.js';
import { openReadModels, type ReadModels } from './data-source.js';

/** Injection tokens of the objects that every service has in its schema. */
interface ServiceTokens {
  readonly source: InjectionToken;
  readonly contracts: InjectionToken;
}

/** Tables of a service beside its copy of regions and contracts, and all its read models. */
interface ServiceTables extends Pick<ReadModels, 'entities' | 'migrations'> {
  readonly readModels: readonly Projection[];
}

/**
 * Schema contents that every service has: its read models and the copy of regions and contracts. `own` adds the entities and
 * migrations of the service itself.
 */
export function serviceDatabase(
  schema: string,
  tokens: ServiceTokens,
  { readModels: projections, ...own }: ServiceTables,
): FactoryProvider[] {
  const copy = contractsCopyIn(schema);
  const readModels: ReadModels = {
    schema,
    entities: [...copy.entities, ...own.entities],
    migrations: [...copy.migrations, ...own.migrations],
  };
  return [
    {
      provide: tokens.source,
      inject: [DATABASE_ADDRESSES, READINESS, LEDGER_CHECKS],
      useFactory: async (at: DatabaseAddresses, readiness: Readiness, checks: LedgerChecks) => {
        checks.addReadModels(projections);
        const source = await openReadModels(at, readModels);
        readiness.needs(() => source.query('SELECT 1'));
        return source;
      },
    },
    {
      provide: tokens.contracts,
      inject: [tokens.source, PROJECTIONS, EVENT_LOG],
      useFactory: (source: DataSource, projections: Projections, log: EventLog) =>
        new ContractsCopy(source, projections, log, copy.projection),
    },
    {
      provide: EMERGENCY_GRANTS,
      inject: [tokens.contracts],
      useFactory: (contracts: ContractsCopy) => new EmergencyGrants(contracts),
    },
  ];
}

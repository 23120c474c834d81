import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { EventLog } from '@regieboek/eventing';
import type { Projections } from '../projections/projection.js';
import type { Cipher } from '../secrets/cipher.js';
import { MessageStore, messageTableIn } from '../secrets/message-store.js';
import { CIPHER, DATABASE, DATABASE_URL, EVENT_LOG, PROJECTIONS } from '../tokens.js';
import { ContractsCopy, contractsCopyIn } from './contracts-copy.js';
import { openReadModels, type ReadModels } from './data-source.js';

/** Tokens under which a service finds what every service has in its schema. */
export interface ServiceTokens {
  readonly source: InjectionToken;
  readonly contracts: InjectionToken;
  readonly messages: InjectionToken;
}

/**
 * What every service keeps in a schema of its own: its read models, the copy of regions and contracts, and messages as
 * they were received. `own` adds the entities and migrations of the service itself.
 */
export function serviceDatabase(
  schema: string,
  tokens: ServiceTokens,
  own: Pick<ReadModels, 'entities' | 'migrations'> = { entities: [], migrations: [] },
): FactoryProvider[] {
  const copy = contractsCopyIn(schema);
  const readModels: ReadModels = {
    schema,
    entities: [...copy.entities, ...own.entities],
    migrations: [...copy.migrations, ...messageTableIn(schema), ...own.migrations],
  };
  return [
    { provide: tokens.source, inject: [DATABASE_URL], useFactory: (url: string) => openReadModels(url, readModels) },
    {
      provide: tokens.contracts,
      inject: [tokens.source, PROJECTIONS, EVENT_LOG],
      useFactory: (source: DataSource, projections: Projections, log: EventLog) =>
        new ContractsCopy(source, projections, log, copy.projection),
    },
    {
      provide: tokens.messages,
      inject: [DATABASE, CIPHER],
      useFactory: (pool: Pool, cipher: Cipher) => new MessageStore(pool, cipher, schema),
    },
  ];
}

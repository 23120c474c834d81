import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { EventLog } from '@regieboek/eventing';
import type { Pool } from 'pg';
import {
  CIPHER,
  ContractsCopy,
  contractsCopyIn,
  DATABASE,
  DATABASE_URL,
  EVENT_LOG,
  MessageStore,
  messageTableIn,
  openReadModels,
  PROJECTIONS,
  type Cipher,
  type ProjectionRunner,
} from '@regieboek/platform';
import { ContractsController } from './http/contracts.controller.js';
import { ImportRegionFileHandler } from './import/import-region-file.js';
import { CONTRACTS, FILES } from './tokens.js';

const { entities, migrations, projection } = contractsCopyIn('contracts');
const readModels = { schema: 'contracts', entities, migrations: [...migrations, messageTableIn('contracts')] };

/** Contracts service: regions, municipalities, providers, products, tariffs. */
@Module({
  imports: [CqrsModule],
  controllers: [ContractsController],
  providers: [
    {
      provide: CONTRACTS,
      inject: [DATABASE_URL, PROJECTIONS, EVENT_LOG],
      useFactory: async (url: string, projections: ProjectionRunner, log: EventLog) =>
        new ContractsCopy(await openReadModels(url, readModels), projections, log, projection),
    },
    {
      provide: FILES,
      inject: [DATABASE, CIPHER],
      useFactory: (pool: Pool, cipher: Cipher) => new MessageStore(pool, cipher, 'contracts'),
    },
    ImportRegionFileHandler,
  ],
})
export class ContractsModule implements OnModuleDestroy {
  constructor(@Inject(CONTRACTS) private readonly contracts: ContractsCopy) {}

  async onModuleDestroy(): Promise<void> {
    await this.contracts.close();
  }
}

import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { EventLog } from '@regieboek/eventing';
import {
  ContractsCopy,
  contractsCopyIn,
  DATABASE_URL,
  EVENT_LOG,
  openReadModels,
  PROJECTIONS,
  type ProjectionRunner,
} from '@regieboek/platform';
import { ContractsController } from './http/contracts.controller.js';
import { ImportRegionFileHandler } from './import/import-region-file.js';
import { CONTRACTS } from './tokens.js';

const { entities, migrations, projection } = contractsCopyIn('contracts');

/** Contracts service: regions, municipalities, providers, products, tariffs. */
@Module({
  imports: [CqrsModule],
  controllers: [ContractsController],
  providers: [
    {
      provide: CONTRACTS,
      inject: [DATABASE_URL, PROJECTIONS, EVENT_LOG],
      useFactory: async (url: string, projections: ProjectionRunner, log: EventLog) =>
        new ContractsCopy(
          await openReadModels(url, { schema: 'contracts', entities, migrations }),
          projections,
          log,
          projection,
        ),
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

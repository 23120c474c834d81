import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DATABASE_URL, openReadModels } from '@regieboek/platform';
import { ContractsController } from './http/contracts.controller.js';
import { ImportRegionFileHandler } from './import/import-region-file.js';
import { contractsReadModels } from './read-model/contract-row.js';
import { CONTRACTS_SOURCE, ContractsQueries } from './read-model/contracts-queries.js';

/** Contracts service: regions, municipalities, providers, products, tariffs. */
@Module({
  imports: [CqrsModule],
  controllers: [ContractsController],
  providers: [
    {
      provide: CONTRACTS_SOURCE,
      inject: [DATABASE_URL],
      useFactory: (url: string) => openReadModels(url, contractsReadModels),
    },
    ContractsQueries,
    ImportRegionFileHandler,
  ],
  exports: [ContractsQueries],
})
export class ContractsModule {}

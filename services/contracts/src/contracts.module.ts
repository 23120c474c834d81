import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { DataSource } from 'typeorm';
import { serviceDatabase } from '@regieboek/platform';
import { ContractsController } from './http/contracts.controller.js';
import { ImportRegionFileHandler } from './import/import-region-file.js';
import { CONTRACTS, FILES, SOURCE } from './tokens.js';

/** Contracts service: regions, municipalities, providers, products, tariffs. */
@Module({
  imports: [CqrsModule],
  controllers: [ContractsController],
  providers: [
    ...serviceDatabase('contracts', { source: SOURCE, contracts: CONTRACTS, messages: FILES }),
    ImportRegionFileHandler,
  ],
})
export class ContractsModule implements OnModuleDestroy {
  constructor(@Inject(SOURCE) private readonly source: DataSource) {}

  async onModuleDestroy(): Promise<void> {
    await this.source.destroy();
  }
}

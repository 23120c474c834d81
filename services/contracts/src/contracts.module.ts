import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { DataSource } from 'typeorm';
import { messageStoreIn } from '@regieboek/intake';
import { serviceDatabase } from '@regieboek/platform';
import { ContractsController } from './http/contracts.controller.js';
import { EmergencyAccessController } from './http/emergency/emergency-access.controller.js';
import { commandHandlers } from './commands/handlers.js';
import { EmergencyAccess } from './emergency/emergency-access.js';
import { queryHandlers } from './queries/handlers.js';
import { contractsTables } from './read-model/index.js';
import { CONTRACTS, FILES, SOURCE } from './tokens.js';

/** Contracts service: regions, municipalities, providers, products, tariffs. */
@Module({
  imports: [CqrsModule],
  controllers: [ContractsController, EmergencyAccessController],
  providers: [
    ...serviceDatabase('contracts', { source: SOURCE, contracts: CONTRACTS }, contractsTables),
    messageStoreIn('contracts', FILES),
    EmergencyAccess,
    ...commandHandlers,
    ...queryHandlers,
  ],
})
export class ContractsModule implements OnModuleDestroy {
  constructor(@Inject(SOURCE) private readonly source: DataSource) {}

  async onModuleDestroy(): Promise<void> {
    await this.source.destroy();
  }
}

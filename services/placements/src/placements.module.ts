import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import type { Pool } from 'pg';
import type { EventLog } from '@regieboek/eventing';
import { LiveHistories } from '@regieboek/journal';
import {
  CIPHER,
  ContractsCopy,
  contractsCopyIn,
  DATABASE,
  DATABASE_URL,
  EVENT_LOG,
  IDENTITIES,
  MessageStore,
  messageTableIn,
  openReadModels,
  PROJECTIONS,
  type Cipher,
  type ProjectionRunner,
} from '@regieboek/platform';
import { MessagesController } from './http/messages.controller.js';
import { YouthCommands } from './http/youth-commands.js';
import { YouthsController } from './http/youths.controller.js';
import { FactsIntake } from './import/facts-intake.js';
import { MessageIntake } from './import/message-intake.js';
import { CONTRACTS, HISTORIES, MESSAGES, VAULT } from './tokens.js';
import { IdentityTable1700000000002, IdentityVault } from './vault/identity-vault.js';

const { entities, migrations, projection } = contractsCopyIn('placements');
const readModels = {
  schema: 'placements',
  entities,
  migrations: [...migrations, messageTableIn('placements'), IdentityTable1700000000002],
};

/** Placements service: youths and facts about them, assignments, care, the identity vault. */
@Module({
  controllers: [MessagesController, YouthsController],
  providers: [
    {
      provide: CONTRACTS,
      inject: [DATABASE_URL, PROJECTIONS, EVENT_LOG],
      useFactory: async (url: string, projections: ProjectionRunner, log: EventLog) =>
        new ContractsCopy(await openReadModels(url, readModels), projections, log, projection),
    },
    {
      provide: MESSAGES,
      inject: [DATABASE, CIPHER],
      useFactory: (pool: Pool, cipher: Cipher) => new MessageStore(pool, cipher, 'placements'),
    },
    {
      provide: VAULT,
      inject: [DATABASE, CIPHER],
      useFactory: (pool: Pool, cipher: Cipher) => new IdentityVault(pool, cipher),
    },
    { provide: IDENTITIES, useExisting: VAULT },
    { provide: HISTORIES, inject: [EVENT_LOG], useFactory: (log: EventLog) => new LiveHistories(log) },
    MessageIntake,
    FactsIntake,
    YouthCommands,
  ],
  exports: [IDENTITIES],
})
export class PlacementsModule implements OnModuleDestroy {
  constructor(@Inject(CONTRACTS) private readonly contracts: ContractsCopy) {}

  async onModuleDestroy(): Promise<void> {
    await this.contracts.close();
  }
}

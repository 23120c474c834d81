import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { EventLog } from '@regieboek/eventing';
import { LiveHistories } from '@regieboek/journal';
import { CIPHER, DATABASE, EVENT_LOG, IDENTITIES, serviceDatabase, type Cipher } from '@regieboek/platform';
import { MessagesController } from './http/messages.controller.js';
import { YouthCommands } from './http/youth-commands.js';
import { YouthsController } from './http/youths.controller.js';
import { FactsIntake } from './import/facts-intake.js';
import { MessageIntake } from './import/message-intake.js';
import { CONTRACTS, HISTORIES, MESSAGES, SOURCE, VAULT } from './tokens.js';
import { IdentityTable1700000000002, IdentityVault } from './vault/identity-vault.js';

const tokens = { source: SOURCE, contracts: CONTRACTS, messages: MESSAGES };

/** Placements service: youths and facts about them, assignments, care, the identity vault. */
@Module({
  controllers: [MessagesController, YouthsController],
  providers: [
    ...serviceDatabase('placements', tokens, { entities: [], migrations: [IdentityTable1700000000002] }),
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
  constructor(@Inject(SOURCE) private readonly source: DataSource) {}

  async onModuleDestroy(): Promise<void> {
    await this.source.destroy();
  }
}

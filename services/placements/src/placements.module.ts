import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { EventLog } from '@regieboek/eventing';
import { LiveHistories } from '@regieboek/journal';
import { CIPHER, DATABASE, EVENT_LOG, IDENTITIES, serviceDatabase, type Cipher } from '@regieboek/platform';
import { MessagesController } from './http/messages.controller.js';
import { YouthCommands } from './http/youth-commands.js';
import { YouthsController } from './http/youths.controller.js';
import { MessageAnswers } from './answer/message-answers.js';
import { FactsIntake } from './import/facts-intake.js';
import { MessageIntake } from './import/message-intake.js';
import { StandingLines, StandingLineTables1700000000006 } from './read-model/standing-lines.js';
import { CONTRACTS, HISTORIES, MESSAGES, SOURCE, VAULT } from './tokens.js';
import { IdentityTable1700000000002, IdentityVault } from './vault/identity-vault.js';

const tokens = { source: SOURCE, contracts: CONTRACTS, messages: MESSAGES };
const own = { entities: [], migrations: [IdentityTable1700000000002, StandingLineTables1700000000006] };

/** Placements service: youths and facts about them, assignments, care, the identity vault. */
@Module({
  controllers: [MessagesController, YouthsController],
  providers: [
    ...serviceDatabase('placements', tokens, own),
    {
      provide: VAULT,
      inject: [DATABASE, CIPHER],
      useFactory: (pool: Pool, cipher: Cipher) => new IdentityVault(pool, cipher),
    },
    { provide: IDENTITIES, useExisting: VAULT },
    { provide: HISTORIES, inject: [EVENT_LOG], useFactory: (log: EventLog) => new LiveHistories(log) },
    StandingLines,
    MessageIntake,
    MessageAnswers,
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

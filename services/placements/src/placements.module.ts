import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { EventLog } from '@regieboek/eventing';
import { messageStoreIn } from '@regieboek/intake';
import { LiveHistories } from '@regieboek/journal';
import {
  CIPHER,
  DATABASE,
  EVENT_LOG,
  IDENTITIES,
  LEDGER_CHECKS,
  secretAddressesFrom,
  serviceDatabase,
  type Cipher,
  type LedgerChecks,
} from '@regieboek/platform';
import { commandHandlers } from './commands/handlers.js';
import { queryHandlers } from './queries/handlers.js';
import { ErasureController } from './http/erasure.controller.js';
import { MessagesController } from './http/messages.controller.js';
import { YouthWriter } from './commands/youth-writer.js';
import { LookUpsController } from './http/look-ups.controller.js';
import { YouthsController } from './http/youths.controller.js';
import { BilledMonths } from './erasure/billed-months.js';
import { ErasedYouths } from './erasure/erased-youths.js';
import { ErasuresOfTwo } from './erasure/erasures-of-two.js';
import { Retentions } from './erasure/retentions.js';
import { MessageAnswers } from './answer/message-answers.js';
import { FactsIntake } from './import/facts-intake.js';
import { MessageIntake } from './import/message-intake.js';
import { StandingLines } from './read-model/standing-lines/queries.js';
import { placementsErasures, placementsSecretAddresses, placementsTables } from './read-model/index.js';
import { CONTRACTS, HISTORIES, MESSAGES, SOURCE, VAULT } from './tokens.js';
import { sealedIdentities } from './vault/sealed-identities.js';
import { IdentityVault } from './vault/identity-vault.js';

const tokens = { source: SOURCE, contracts: CONTRACTS };
/** Placements service: youths and facts about them, assignments, care, the identity vault. */
@Module({
  imports: [CqrsModule],
  controllers: [MessagesController, YouthsController, LookUpsController, ErasureController],
  providers: [
    ...serviceDatabase('placements', tokens, placementsTables),
    messageStoreIn('placements', MESSAGES, placementsErasures.projection),
    secretAddressesFrom(SOURCE, placementsSecretAddresses.projection),
    {
      provide: VAULT,
      inject: [DATABASE, CIPHER, LEDGER_CHECKS],
      useFactory: (pool: Pool, cipher: Cipher, checks: LedgerChecks) => {
        checks.addSealed([sealedIdentities]);
        return new IdentityVault(pool, cipher);
      },
    },
    { provide: IDENTITIES, useExisting: VAULT },
    { provide: HISTORIES, inject: [EVENT_LOG], useFactory: (log: EventLog) => new LiveHistories(log) },
    { provide: BilledMonths, inject: [EVENT_LOG], useFactory: (log: EventLog) => new BilledMonths(log) },
    Retentions,
    ErasuresOfTwo,
    ErasedYouths,
    StandingLines,
    MessageIntake,
    MessageAnswers,
    FactsIntake,
    YouthWriter,
    ...commandHandlers,
    ...queryHandlers,
  ],
  exports: [IDENTITIES],
})
export class PlacementsModule implements OnModuleDestroy {
  constructor(@Inject(SOURCE) private readonly source: DataSource) {}

  async onModuleDestroy(): Promise<void> {
    await this.source.destroy();
  }
}

import { Inject, Module, type DynamicModule, type OnModuleDestroy, type Type } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { EventLog } from '@regieboek/eventing';
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
import { DeclarationAnswers } from './answer/declaration-answer.js';
import { Billing } from './billing/billing.js';
import { BillingController } from './http/billing.controller.js';
import { DeclarationsController } from './http/declarations.controller.js';
import { DeclarationIntake } from './import/declaration-intake.js';
import { DeclarationList } from './read-model/declaration-list.js';
import { declarationRow, DeclarationTables1700000000003 } from './read-model/declarations.js';
import { CONTRACTS, MESSAGES, SOURCE } from './tokens.js';

const { entities, migrations, projection } = contractsCopyIn('finance');
const readModels = {
  schema: 'finance',
  entities: [...entities, declarationRow],
  migrations: [...migrations, messageTableIn('finance'), DeclarationTables1700000000003],
};

/** Finance service: declarations, answers, billing runs, statements. */
@Module({
  controllers: [DeclarationsController, BillingController],
  providers: [
    { provide: SOURCE, inject: [DATABASE_URL], useFactory: (url: string) => openReadModels(url, readModels) },
    {
      provide: CONTRACTS,
      inject: [SOURCE, PROJECTIONS, EVENT_LOG],
      useFactory: (source: DataSource, projections: ProjectionRunner, log: EventLog) =>
        new ContractsCopy(source, projections, log, projection),
    },
    {
      provide: MESSAGES,
      inject: [DATABASE, CIPHER],
      useFactory: (pool: Pool, cipher: Cipher) => new MessageStore(pool, cipher, 'finance'),
    },
    DeclarationIntake,
    DeclarationAnswers,
    DeclarationList,
    Billing,
  ],
})
export class FinanceModule implements OnModuleDestroy {
  constructor(@Inject(SOURCE) private readonly source: DataSource) {}

  /** Finance beside the module that provides the identity look-ups (`IDENTITIES`). */
  static with(identities: Type): DynamicModule {
    return { module: FinanceModule, imports: [identities] };
  }

  async onModuleDestroy(): Promise<void> {
    await this.source.destroy();
  }
}

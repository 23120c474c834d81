import { Inject, Module, type DynamicModule, type OnModuleDestroy, type Type } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { serviceDatabase } from '@regieboek/platform';
import { DeclarationAnswers } from './answer/declaration-answer.js';
import { Billing } from './billing/billing.js';
import { BookTable1700000000007 } from './closing/book-events.js';
import { closingProviders } from './closing/providers.js';
import { BillingController } from './http/billing.controller.js';
import { ClosingBooksController } from './http/closing-books.controller.js';
import { ClosingRunsController } from './http/closing-runs.controller.js';
import { ClosingController } from './http/closing.controller.js';
import { DeclarationsController } from './http/declarations.controller.js';
import { ReconciliationController } from './http/reconciliation.controller.js';
import { ReceiptsController } from './http/receipts.controller.js';
import { SettlementController } from './http/settlement.controller.js';
import { DeclarationIntake } from './import/declaration-intake.js';
import { DeclarationList } from './read-model/declaration-list.js';
import { declarationRow, DeclarationTables1700000000003 } from './read-model/declarations.js';
import { settlementProviders } from './settlement/providers.js';
import { CONTRACTS, DATA_DIR, MESSAGES, SOURCE } from './tokens.js';

const tokens = { source: SOURCE, contracts: CONTRACTS, messages: MESSAGES };
const own = { entities: [declarationRow], migrations: [DeclarationTables1700000000003, BookTable1700000000007] };

/** Finance service: declarations, answers, billing runs, statements, closing of months. */
@Module({
  controllers: [
    DeclarationsController,
    BillingController,
    ClosingController,
    ClosingBooksController,
    ClosingRunsController,
    ReconciliationController,
    SettlementController,
    ReceiptsController,
  ],
  providers: [
    ...serviceDatabase('finance', tokens, own),
    DeclarationIntake,
    DeclarationAnswers,
    DeclarationList,
    Billing,
    ...closingProviders,
    ...settlementProviders,
  ],
})
export class FinanceModule implements OnModuleDestroy {
  constructor(@Inject(SOURCE) private readonly source: DataSource) {}

  /**
   * Finance beside the module that provides the identity look-ups (`IDENTITIES`), with segments of its journal below
   * `dataDir`.
   */
  static with(identities: Type | DynamicModule, dataDir: string): DynamicModule {
    return {
      module: FinanceModule,
      imports: [identities],
      providers: [{ provide: DATA_DIR, useValue: dataDir }],
    };
  }

  async onModuleDestroy(): Promise<void> {
    await this.source.destroy();
  }
}

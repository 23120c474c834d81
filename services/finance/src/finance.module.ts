import { Inject, Module, type DynamicModule, type OnModuleDestroy, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { DataSource } from 'typeorm';
import { messageStoreIn } from '@regieboek/intake';
import { secretAddressesFrom, serviceDatabase } from '@regieboek/platform';
import { commandHandlers } from './commands/handlers.js';
import { queryHandlers } from './queries/handlers.js';
import { bankProviders } from './bank/providers.js';
import { billingProviders } from './billing/providers.js';
import { bookProviders } from './books/providers.js';
import { differenceProviders } from './differences/providers.js';
import { ledgerProviders } from './ledger/providers.js';
import { paymentProviders } from './payments/providers.js';
import { proofProviders } from './proof/providers.js';
import { reconciliationProviders } from './reconciliation/providers.js';
import { runProviders } from './runs/providers.js';
import { FinanceChecks } from './checks/providers.js';
import { documentProviders } from './documents/providers.js';
import { closingProviders } from './closing/providers.js';
import { BillingController } from './http/billing/billing.controller.js';
import { StatementsController } from './http/billing/statements.controller.js';
import { ClosingBooksController } from './http/closing/closing-books.controller.js';
import { ClosingRunsController } from './http/closing/closing-runs.controller.js';
import { JournalController } from './http/closing/journal.controller.js';
import { ClosingController } from './http/closing/closing.controller.js';
import { DeclarationsController } from './http/declarations/declarations.controller.js';
import { RefusalsController } from './http/declarations/refusals.controller.js';
import { OpenItemsController } from './http/closing/open-items.controller.js';
import { StandingDecisionsController } from './http/closing/standing-decisions.controller.js';
import { RemarksController } from './http/settlement/remarks.controller.js';
import { ReconciliationController } from './http/settlement/reconciliation.controller.js';
import { ReceiptsController } from './http/settlement/receipts.controller.js';
import { BankStatementsController } from './http/settlement/bank-statements.controller.js';
import { IssuedSettlementsController } from './http/settlement/issued-settlements.controller.js';
import { SettlementController } from './http/settlement/settlement.controller.js';
import { declarationProviders } from './declarations/providers.js';
import { DeclarationList } from './read-model/declarations/queries.js';
import { financeErasures, financeSecretAddresses, financeTables } from './read-model/index.js';
import { openItemProviders } from './open-items/providers.js';
import { standingProviders } from './standing/providers.js';
import { remarkProviders } from './remarks/providers.js';
import { refusalProviders } from './refusals/providers.js';
import { settlementProviders } from './settlement/providers.js';
import { CONTRACTS, MESSAGES, SOURCE } from './tokens.js';

const tokens = { source: SOURCE, contracts: CONTRACTS };

/** Finance service: declarations, answers, billing runs, statements, closing of months. */
@Module({
  imports: [CqrsModule],
  controllers: [
    DeclarationsController,
    RefusalsController,
    OpenItemsController,
    StandingDecisionsController,
    BillingController,
    StatementsController,
    ClosingController,
    ClosingBooksController,
    JournalController,
    ClosingRunsController,
    ReconciliationController,
    RemarksController,
    SettlementController,
    IssuedSettlementsController,
    BankStatementsController,
    ReceiptsController,
  ],
  providers: [
    ...serviceDatabase('finance', tokens, financeTables),
    messageStoreIn('finance', MESSAGES, financeErasures.projection),
    secretAddressesFrom(SOURCE, financeSecretAddresses.projection),
    DeclarationList,
    ...runProviders,
    ...bookProviders,
    ...differenceProviders,
    ...billingProviders,
    ...proofProviders,
    FinanceChecks,
    ...closingProviders,
    ...documentProviders,
    ...ledgerProviders,
    ...reconciliationProviders,
    ...settlementProviders,
    ...bankProviders,
    ...paymentProviders,
    ...declarationProviders,
    ...refusalProviders,
    ...remarkProviders,
    ...standingProviders,
    ...openItemProviders,
    ...commandHandlers,
    ...queryHandlers,
  ],
})
export class FinanceModule implements OnModuleDestroy {
  constructor(@Inject(SOURCE) private readonly source: DataSource) {}

  /** Finance beside the module that provides the identity look-ups (`IDENTITIES`); it needs the `ReplaysModule` of the process. */
  static with(identities: Type | DynamicModule): DynamicModule {
    return { module: FinanceModule, imports: [identities] };
  }

  async onModuleDestroy(): Promise<void> {
    await this.source.destroy();
  }
}

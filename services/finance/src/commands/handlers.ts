import { SealPeriodHandler } from './closing/seal-period.js';
import { ReopenPeriodHandler } from './closing/reopen-period.js';
import { OrderPaymentsHandler } from './settlement/order-payments.js';
import { WithdrawPaymentHandler } from './settlement/withdraw-payment.js';
import { ImportBankStatementHandler } from './settlement/import-bank-statement.js';
import { IssueSettlementHandler } from './settlement/issue-settlement.js';
import { RecordReceiptHandler } from './settlement/record-receipt.js';
import { ImportDeclarationHandler } from './declarations/import-declaration.js';
import { RetryPendingDeclarationsHandler } from './declarations/retry-pending-declarations.js';
import { WriteRemarksHandler } from './settlement/write-remarks.js';
import { TakeStandingDecisionHandler } from './closing/take-standing-decision.js';
import { WithdrawStandingDecisionHandler } from './closing/withdraw-standing-decision.js';
import { StartBillingRunHandler } from './billing/start-billing-run.js';
import { CancelBillingRunHandler } from './billing/cancel-billing-run.js';

/** Handlers of all commands, for the module of this service. */
export const commandHandlers = [
  SealPeriodHandler,
  ReopenPeriodHandler,
  OrderPaymentsHandler,
  WithdrawPaymentHandler,
  RecordReceiptHandler,
  IssueSettlementHandler,
  ImportBankStatementHandler,
  ImportDeclarationHandler,
  RetryPendingDeclarationsHandler,
  WriteRemarksHandler,
  TakeStandingDecisionHandler,
  WithdrawStandingDecisionHandler,
  StartBillingRunHandler,
  CancelBillingRunHandler,
];

import { SealPeriodHandler } from './seal-period.js';
import { ReopenPeriodHandler } from './reopen-period.js';
import { OrderPaymentsHandler } from './order-payments.js';
import { WithdrawPaymentHandler } from './withdraw-payment.js';
import { ImportBankStatementHandler } from './import-bank-statement.js';
import { IssueSettlementHandler } from './issue-settlement.js';
import { RecordReceiptHandler } from './record-receipt.js';
import { ImportDeclarationHandler } from './import-declaration.js';
import { RetryPendingDeclarationsHandler } from './retry-pending-declarations.js';
import { WriteRemarksHandler } from './write-remarks.js';
import { TakeStandingDecisionHandler } from './take-standing-decision.js';
import { WithdrawStandingDecisionHandler } from './withdraw-standing-decision.js';
import { StartBillingRunHandler } from './start-billing-run.js';
import { CancelBillingRunHandler } from './cancel-billing-run.js';

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

export { SealPeriod } from './commands/closing/seal-period.js';
export { ReopenPeriod } from './commands/closing/reopen-period.js';
export { OrderPayments } from './commands/settlement/order-payments.js';
export { WithdrawPayment } from './commands/settlement/withdraw-payment.js';
export { ImportBankStatement } from './commands/settlement/import-bank-statement.js';
export type { BankStatementResult } from './bank/index.js';
export { IssueSettlement } from './commands/settlement/issue-settlement.js';
export { RecordReceipt } from './commands/settlement/record-receipt.js';
export { ImportDeclaration } from './commands/declarations/import-declaration.js';
export { RetryPendingDeclarations } from './commands/declarations/retry-pending-declarations.js';
export { GetBilledLines } from './queries/billing/get-billed-lines.js';
export { GetBillingSummary } from './queries/billing/get-billing-summary.js';
export { GetBillingRange } from './queries/billing/get-billing-range.js';
export { GetStatementDocuments } from './queries/billing/get-statement-documents.js';
export { ExplainLine } from './queries/billing/explain-line.js';
export { GetPeriod } from './queries/books/get-period.js';
export { GetMonthStates } from './queries/books/get-month-states.js';
export { CompareRuns } from './queries/books/compare-runs.js';
export { ListCorrections } from './queries/books/list-corrections.js';
export { ListPostings } from './queries/books/list-postings.js';
export { GetAuditFile } from './queries/books/get-audit-file.js';
export { ListJournalEntries, type JournalRequest } from './queries/books/list-journal-entries.js';
export { GetBalances } from './queries/books/get-balances.js';
export { ProvePeriods } from './queries/books/prove-periods.js';
export { GetLogPosition } from './queries/books/get-log-position.js';
export { SettleMonths } from './queries/settlement/settle-months.js';
export { ReconcileMonths } from './queries/settlement/reconcile-months.js';
export { ListUnmatchedEntries } from './queries/settlement/list-unmatched-entries.js';
export { ListSettlements } from './queries/settlement/list-settlements.js';
export { ListReceipts } from './queries/settlement/list-receipts.js';
export { ListApprovedLines } from './queries/declarations/list-approved-lines.js';
export { GetDeclarationAnswer } from './queries/declarations/get-declaration-answer.js';
export { ListRefusals } from './queries/declarations/list-refusals.js';
export { FindDeclaredLines } from './queries/declarations/find-declared-lines.js';
export { TakeStandingDecision } from './commands/closing/take-standing-decision.js';
export { WithdrawStandingDecision } from './commands/closing/withdraw-standing-decision.js';
export { ListStandingDecisions } from './queries/closing/list-standing-decisions.js';
export { ListOpenItems } from './queries/closing/list-open-items.js';
export { type StandingDecisionOnRecord } from './standing/index.js';
export {
  openItemsSheet,
  reasonInWords,
  waysOut,
  type OpenItemFilter,
  type OpenItemsOfRegion,
  type OpenWork,
} from './open-items/index.js';
export { WriteRemarks } from './commands/settlement/write-remarks.js';
export { ListRemarks } from './queries/settlement/list-remarks.js';
export { remarksInCsv, remarksInRows } from './remarks/index.js';
export { mustBeKnownParties } from './names/index.js';
export { GetRegionNames } from './queries/get-region-names.js';
export { firstPartOf, reasonsOf, refusalsSheet, type DeclaredLine, type RefusedItem } from './refusals/index.js';
export {
  DeclarationAnswers,
  DeclarationIntake,
  readyToReadLarge,
  type DeclarationDecided,
} from './declarations/index.js';
export { Billing, type BillingSummary, type KnownExplanation, type BilledRange } from './billing/index.js';
export { compareFromJournal, digestOf, type Watch } from './runs/index.js';
export type { Explanation } from './statements/index.js';
export {
  balancesSheet,
  billSheets,
  correctionsSheet,
  csvSheetOf,
  journalSheet,
  jsonStatementOf,
  pdfOf,
  postingsSheet,
  receiptsSheet,
  reviewInWords,
  settlementLetter,
  settlementSheets,
  settlementsSheet,
  unmatchedInWords,
  unmatchedSheet,
  statementLetter,
  verifyStatement,
  workbookOf,
  type StatementDocument,
  type VerifiedStatement,
} from './documents/index.js';
export { billPeriod, type BilledLine } from './domain/runs/billing-run.js';
export { financeReadModels } from './read-model/index.js';
export {
  figuresWork,
  type ReconciledTotals,
  type ReconciliationResult,
  workListSheet,
  workListTexts,
  selectedWork,
  type WorkOutcome,
  type WorkItem,
} from './reconciliation/index.js';
export { financeFeedProjections } from './feed-projections.js';
export { FinanceModule } from './finance.module.js';
export { Books, type KnownAt, type RunQuery } from './books/index.js';
export {
  Closing,
  PeriodRefused,
  type MonthState,
  type PeriodState,
  type Sealed,
  type StatedMonth,
} from './closing/index.js';
export { causeName, eventsInDutch, type Compared } from './differences/index.js';
export { diffRuns } from './domain/differences/diff.js';
export { ruleSets } from '@regieboek/billing';
export { readAccounts, type Balances, type PostedMonth, type RegionAccounts } from './ledger/index.js';
export type { JournalLine } from './domain/ledger/journal-entries.js';
export { SealProofs, type Proof } from './proof/index.js';
export { joinLines, type DeclaredSide } from './domain/reconciliation/join/join.js';
export { batchCents, batchXml, type OrderedBatch, type PaymentsOrdered } from './payments/index.js';
export {
  type ReceiptOnRecord,
  type SettlementOnRecord,
  type SettlementResult,
  readTerms,
  type Terms,
} from './settlement/index.js';
export type { Correction } from './domain/differences/diff-causes.js';
export type { OpenItem } from './domain/periods/period.js';

export {
  Reconciliations,
  type ReconciledTotals,
  type ReconciliationAsked,
  type ReconciliationResult,
} from '../reconciliation/reconciliations.js';
export { workListColumns, workListName, type WorkItem } from '../reconciliation/work-list.js';
export { joinLines, type DeclaredSide, type JoinSide } from '../domain/reconcile-join.js';
export type { HeldBack } from '../domain/payment-plan.js';
export {
  batchCents,
  batchXml,
  PaymentRefused,
  Payments,
  type OrderedBatch,
  type PaymentAsked,
  type PaymentsOrdered,
} from './payments.js';
export { ReceiptRefused, Receipts, type ReceiptOnRecord } from './receipts.js';
export { Settlements, type SettlementAsked, type SettlementResult } from './settlements.js';
export { readTerms, type Terms, type TermsFault } from './terms.js';

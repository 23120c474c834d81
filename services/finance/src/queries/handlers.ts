import { GetBilledLinesHandler } from './billing/get-billed-lines.js';
import { GetBillingSummaryHandler } from './billing/get-billing-summary.js';
import { GetBillingRangeHandler } from './billing/get-billing-range.js';
import { GetBillingRunHandler } from './billing/get-billing-run.js';
import { GetStatementDocumentsHandler } from './billing/get-statement-documents.js';
import { ExplainLineHandler } from './billing/explain-line.js';
import { ListSealedPeriodsHandler } from './books/list-sealed-periods.js';
import { GetPeriodHandler } from './books/get-period.js';
import { GetMonthStatesHandler } from './books/get-month-states.js';
import { CompareRunsHandler } from './books/compare-runs.js';
import { ListCorrectionsHandler } from './books/list-corrections.js';
import { ListPostingsHandler } from './books/list-postings.js';
import { GetAuditFileHandler } from './books/get-audit-file.js';
import { ListJournalEntriesHandler } from './books/list-journal-entries.js';
import { GetBalancesHandler } from './books/get-balances.js';
import { ProvePeriodsHandler } from './books/prove-periods.js';
import { GetLogPositionHandler } from './books/get-log-position.js';
import { SettleMonthsHandler } from './settlement/settle-months.js';
import { ReconcileMonthsHandler } from './settlement/reconcile-months.js';
import { ListPaymentBatchesHandler } from './settlement/list-payment-batches.js';
import { GetPaymentBatchHandler } from './settlement/get-payment-batch.js';
import { ListUnmatchedEntriesHandler } from './settlement/list-unmatched-entries.js';
import { ListSettlementsHandler } from './settlement/list-settlements.js';
import { ListReceiptsHandler } from './settlement/list-receipts.js';
import { ListApprovedLinesHandler } from './declarations/list-approved-lines.js';
import { ListDeclarationsHandler } from './declarations/list-declarations.js';
import { ListRefusedDeclarationsHandler } from './declarations/list-refused-declarations.js';
import { GetReceivedDeclarationHandler } from './declarations/get-received-declaration.js';
import { GetDeclarationAnswerHandler } from './declarations/get-declaration-answer.js';
import { FindDeclaredLinesHandler } from './declarations/find-declared-lines.js';
import { ListRefusalsHandler } from './declarations/list-refusals.js';
import { GetRegionNamesHandler } from './get-region-names.js';
import { ListOpenItemsHandler } from './closing/list-open-items.js';
import { ListStandingDecisionsHandler } from './closing/list-standing-decisions.js';
import { ListRemarksHandler } from './settlement/list-remarks.js';
import { RegionExistsHandler } from './declarations/region-exists.js';

/** Handlers of all queries, for the module of this service. */
export const queryHandlers = [
  GetBilledLinesHandler,
  GetBillingSummaryHandler,
  GetBillingRangeHandler,
  GetBillingRunHandler,
  GetStatementDocumentsHandler,
  ExplainLineHandler,
  ListSealedPeriodsHandler,
  GetPeriodHandler,
  GetMonthStatesHandler,
  CompareRunsHandler,
  ListCorrectionsHandler,
  ListPostingsHandler,
  GetBalancesHandler,
  GetAuditFileHandler,
  ListJournalEntriesHandler,
  ProvePeriodsHandler,
  GetLogPositionHandler,
  SettleMonthsHandler,
  ReconcileMonthsHandler,
  ListPaymentBatchesHandler,
  GetPaymentBatchHandler,
  ListReceiptsHandler,
  ListSettlementsHandler,
  ListUnmatchedEntriesHandler,
  ListApprovedLinesHandler,
  ListDeclarationsHandler,
  ListRefusedDeclarationsHandler,
  GetReceivedDeclarationHandler,
  GetDeclarationAnswerHandler,
  GetRegionNamesHandler,
  ListOpenItemsHandler,
  ListStandingDecisionsHandler,
  ListRemarksHandler,
  ListRefusalsHandler,
  FindDeclaredLinesHandler,
  RegionExistsHandler,
];

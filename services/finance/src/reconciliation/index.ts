export {
  Reconciliations,
  type ReconciliationQuery,
  type ReconciliationResult,
  type ReconciledTotals,
} from './reconciliations.js';
export { workListCsv, workOutcomes, type WorkItem, type WorkOutcome, workListColumns } from './work-list/list.js';
export { figuresWork } from './figures.js';

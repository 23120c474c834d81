export {
  Reconciliations,
  type ReconciliationQuery,
  type ReconciliationResult,
  type ReconciledTotals,
} from './reconciliations.js';
export { workListCsv, type WorkItem, workListColumns } from './work-list/list.js';
export { figuresWork } from './figures.js';

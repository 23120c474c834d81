export {
  Reconciliations,
  type ReconciliationQuery,
  type ReconciliationResult,
  type ReconciledTotals,
} from './reconciliations.js';
export { workOutcomes, type WorkItem, type WorkOutcome } from './work-list/list.js';
export { limitedToRemaining } from './remaining/limit.js';
export { RemainingOf } from './remaining/remaining-of.js';
export { selectedWork } from './work-list/work-filter.js';
export { workListSheet } from './document/work-list-sheet.js';
export { workListTexts } from './document/texts.js';
export { figuresWork } from './figures.js';

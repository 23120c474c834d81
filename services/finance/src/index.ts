export { DeclarationAnswers } from './answer/declaration-answer.js';
export {
  Billing,
  namesIn,
  type BillingSummary,
  type KnownExplanation,
  type KnownStatement,
  type MunicipalityTotal,
} from './billing/billing.js';
export type { BilledMonth, BilledRange, RangeAsked } from './billing/billed-range.js';
export { compareFromJournal, type ComparedRun } from './billing/journal-run.js';
export type { Explanation } from './billing/explain-line.js';
export { csvOf, type Statement } from './billing/statement.js';
export { billPeriod, type BilledLine, type BillingRun } from './domain/billing-run.js';
export { figuresWork, type ReconciledFigures } from './reconciliation/figures.js';
export { financeFed } from './fed.js';
export { FinanceModule } from './finance.module.js';
export { DeclarationIntake, type DeclarationTaken } from './import/declaration-intake.js';
export * from './closing/index.js';
export * from './settlement/index.js';
export type { Cause, Correction } from './domain/diff-causes.js';
export type { OpenItem } from './domain/period.js';
export type { Entry, Posting } from './domain/postings.js';

export { resolveCases } from './cases/cases.js';
export { stayForms } from './facts/chains.js';
export {
  type Municipality,
  ABROAD,
  type Known,
  type RegistrationKind,
  type Registration,
  type HolderKind,
  type Custody,
  type CareRecord,
  type YouthFacts,
} from './facts/facts.js';
export { mergerTable, codeOn, type Merger, type MergerTable, mergers } from './facts/mergers.js';
export { type Parameters, defaultParameters } from './facts/parameters.js';
export { responsibleIntervals, responsibleOn, responsibleWithin } from './responsible.js';
export type { ResponsibleInterval } from './responsible-interval.js';
export { isReviewReason, JEUGDWET_FROM, NEW_LAW_FROM, type RuleId } from './law/rules.js';
export { explain, explainReview } from './sentences/sentences.js';

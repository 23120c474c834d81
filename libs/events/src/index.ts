export { validated, decode, type DomainEvent, catalogue, UnknownEvent } from './catalogue.js';
export {
  merger,
  helpForm,
  retentionTerms,
  paidBy,
  regionDefined,
  product,
  allocationKey,
  billedByMonth,
  lumpSum,
  capacityKind,
  contractLevel,
  smallCellLimit,
  contractAgreed,
  contractWithdrawn,
  ijwSettings,
  ijwSettingsChosen,
  type RegionDefinition,
  type Contract,
  type Product,
  type LumpSum,
  type AllocationKey,
  type Counting,
  type IjwSettings,
} from './contracts.js';
export type { EventOf } from './declare.js';
export {
  emergencyAccessReviewed,
  emergencyAccessTaken,
  emergencyOutcome,
  emergencyReason,
  emergencyReference,
  type EmergencyAccessReview,
  type EmergencyAccessTaken,
  type EmergencyEvent,
} from './emergency.js';
export * as fields from './fields.js';
export type { CareForm } from './fields.js';
export {
  declarationReceived,
  declarationLinesDecided,
  declarationDecided,
  type FinanceEvent,
  type DeclarationHead,
  type DecidedLine,
  type DeclarationOutcome,
  waiver,
  periodSealed,
  periodReopened,
  type PeriodEvent,
  type PeriodSeal,
  type PeriodReopening,
  type Waiver,
} from './finance/finance.js';
export { eventSchema, cloudEventType } from './json-schema.js';
export {
  bic,
  paymentOrdered,
  bankReason,
  paymentWithdrawn,
  type PaymentEvent,
  type PaymentWithdrawal,
  type PaymentOrder,
  type Account,
  type Transfer,
  type DeclarationPosition,
  type LumpSumPosition,
  type PayablePosition,
} from './finance/payments.js';
export {
  residenceFact,
  type BirthPrecision,
  youthRegistered,
  birthDateCorrected,
  residenceFactRecorded,
  residenceFactWithdrawn,
  authorisationRecorded,
  assignmentDecided,
  careStarted,
  careStartWithdrawn,
  careStopped,
  careStopWithdrawn,
  absenceRecorded,
  erasureGround,
  youthErased,
  type ErasureGround,
  type ResidenceFact,
  type Authorisation,
  type Assignment,
  type CareKey,
} from './placements.js';
export { receiptRecorded, type ReceiptEvent, type Receipt } from './finance/receipts.js';
export {
  openReason,
  standingDecisionTaken,
  standingDecisionWithdrawn,
  type StandingDecision,
  type StandingDecisionEvent,
} from './finance/standing-decisions.js';
export { eventTitles } from './titles.js';
export {
  settlementIssued,
  settlementNumber,
  type IssuedSettlement,
  type SettlementEvent,
} from './finance/settlements.js';
export { bankEntryListed, type BankEvent, type ListedEntry } from './finance/bank.js';

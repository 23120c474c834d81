export type { MessageType } from './generated/elements.js';
export type * from './generated/messages.js';
export { codeLists, municipalities, productCodes } from './generated/codelists.js';
export { levelOne, type ControlLevel, type Finding } from './finding.js';
export { basisNamespace, messageOfNamespace, messageTypes, namespaceOf } from './schema/schema.js';
export { messageHeader, xsdVersion, type HeaderFacts, type MessageHeader } from './write/header.js';
export { InvalidMessage, writeMessage } from './write/write-message.js';
export { defaultLimits, type ReadLimits } from './read/limits.js';
export { messageTypeOf } from './read/message-type.js';
export {
  readJw301,
  readJw305,
  readJw307,
  readJw315,
  readJw317,
  readJw319,
  readJw323,
  readJw325,
  readMessage,
  type Message,
  type ReadResult,
  type SourceLines,
  type TypedResult,
} from './read/read-message.js';
export {
  DeclarationReader,
  readDeclaration,
  type DeclarationHead,
  type DeclarationVisitor,
  type DeclaredClient,
  type DeclaredLine,
} from './read/declaration-reader.js';
export type { RuleDescription } from './rules/rule.js';
export { DeclarationChecker, declarationRules } from './rules/declaration-checker.js';
export { checkLevelTwo, levelTwoRules } from './rules/level-two.js';
export { ruleCatalogue, uncheckedRules, type CheckedRule } from './rules/catalogue.js';
export type { UncheckedRule } from './rules/unchecked-rule.js';
export { deliveryKey } from './rules/declaration-key-rules.js';
export type { ContractTariff, DeclarationLedger, EarlierLine, LedgerAssignment } from './declaration/ledger.js';
export { lifetimeLimit, periodLimit, type GrantedVolume } from './declaration/volume-limit.js';
export { declaredTariff, fitsUnit, hasContractTariff, hasRightAmount } from './declaration/tariff.js';
export { declarationOf, type Declaration } from './declaration/declaration.js';
export {
  decideDeclaration,
  refuseTechnically,
  type DecidedLine,
  type DecisionFacts,
  type DeclarationDecision,
  type LineOutcome,
} from './declaration/decide-declaration.js';
export { clientRule, declaratieRules, headerRules } from './declaration/head-rules.js';
export { lineRules } from './declaration/line-rules.js';
export {
  decideMessage,
  ledgerRules,
  refuseMessage,
  type MessageDecision,
  type MessageFacts,
  type MessageOf,
} from './decision/decide-message.js';
export { startsInOrder, stopsInOrder } from './decision/delivered-care.js';
export type { LedgerRule } from './decision/ledger-rule.js';
export type {
  AnsweredDeclaration,
  AnswerLedger,
  AssignmentLedger,
  DeliveryLedger,
  HeaderLedger,
  KnownAssignment,
  KnownRequest,
  KnownStart,
  KnownStop,
  LedgerOf,
  ProductLedger,
  ReplyLedger,
  RequestLedger,
} from './decision/ledgers.js';
export { defaultSettings, settingsWith, type Settings } from './settings.js';
export { buildRetour, retourTypes, type RetourFacts, type RetourOf } from './answer/build-retour.js';
export { answerIdentification } from './answer/answer-identification.js';
export { buildJw325, type AnswerFacts } from './answer/build-jw325.js';
export { checkFile, type FileReport } from './check/check-file.js';
export * from './show/index.js';

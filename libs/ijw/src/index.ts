export type { MessageType } from './generated/elements.js';
export type {
  Eenheid,
  Frequentie,
  Geslacht,
  ProductCategorie,
  RedenBeeindiging,
  RedenWijziging,
  RetourCode,
  Product,
  TotaalBedragMetDC,
  JW301,
  JW301Contact,
  JW301ToegewezenProduct,
  JW305,
  JW305StartProduct,
  JW307,
  JW307StopProduct,
  JW323,
  JW323Prestatie,
  JW325,
} from './generated/messages.js';
export { municipalities, productCodes } from './generated/codelists.js';
export { type Finding } from './finding.js';
export { messageTypes } from './schema/schema.js';
export { messageHeader } from './write/header.js';
export { writeMessage } from './write/write-message.js';
export { defaultLimits } from './read/limits.js';
export { messageTypeOf } from './read/message-type.js';
export { readJw325, readMessage, type Message, type SourceLines } from './read/read-message.js';
export { readDeclaration, type DeclarationHead, type DeclaredLine } from './read/declaration-reader.js';
export { DeclarationChecker } from './rules/declaration/checker.js';
export { checkLevelTwo } from './rules/level-two.js';
export { ruleCatalogue, uncheckedRules } from './rules/catalogue.js';
export { deliveryKey } from './rules/declaration/key-rules.js';
export type { ContractedProduct, DeclarationLedger, EarlierLine, LedgerAssignment } from './declaration/ledger.js';
export { lifetimeLimit, periodLimit, type GrantedVolume } from './declaration/volume-limit.js';
export { declaredTariff, fitsUnit } from './declaration/tariff.js';
export { declarationOf, type Declaration } from './declaration/declaration.js';
export {
  decideDeclaration,
  refuseTechnically,
  type DecidedLine,
  type DeclarationDecision,
  type LineOutcome,
} from './declaration/decide-declaration.js';
export { categoryName, isListedProduct, nationalProductName } from './reference/product-list.js';
export { REMOVAL_REASON, REMOVAL_STATUS, TEMPORARY_STOP } from './reference/codes.js';
export { isNationalMunicipality, nationalNameOf } from './reference/municipalities.js';
export { isRefusedWhole } from './reference/refused-whole.js';
export {
  decideMessage,
  refuseMessage,
  type MessageDecision,
  type MessageFacts,
  type MessageOf,
} from './decision/decide-message.js';
export { startsInOrder, stopsInOrder } from './decision/delivered-care.js';
export type {
  AssignmentLedger,
  DeliveryLedger,
  HeaderLedger,
  KnownAssignment,
  KnownStart,
  KnownStop,
  ProductLedger,
} from './decision/ledgers.js';
export { defaultSettings, settingsWith, type Settings } from './settings.js';
export { buildRetour, retourTypes, type RetourFacts, type RetourOf } from './answer/build-retour.js';
export { answerIdentification } from './answer/answer-identification.js';
export { buildJw325 } from './answer/build-jw325.js';
export { checkFile, type FileReport } from './check/check-file.js';
export {
  headFacts,
  type Fact,
  lineColumns,
  LineAdder,
  type LineTotals,
  declarationHeadOf,
  openMessage,
  type OpenedMessage,
  returnCodesInWords,
  tableColumns,
  type TableColumn,
  euro,
  retourCodeMeaning,
} from './show/index.js';

export type { MessageType } from './generated/elements.js';
export type * from './generated/messages.js';
export { codeLists, municipalities, productCodes } from './generated/codelists.js';
export { levelOne, type ControlLevel, type Finding } from './finding.js';
export { basisNamespace, messageOfNamespace, messageTypes, namespaceOf } from './schema/schema.js';
export { messageHeader, xsdVersion, type HeaderFacts, type MessageHeader } from './write/header.js';
export { InvalidMessage, writeMessage } from './write/write-message.js';
export { decode } from './read/decode.js';
export { defaultLimits, type ReadLimits } from './read/limits.js';
export { messageTypeOf } from './read/message-type.js';
export {
  readJw301,
  readJw305,
  readJw307,
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

export type { MessageType } from './generated/elements.js';
export type * from './generated/messages.js';
export { codeLists, municipalities, productCodes } from './generated/codelists.js';
export { basisNamespace, messageOfNamespace, messageTypes, namespaceOf } from './schema/schema.js';
export { messageHeader, xsdVersion, type HeaderFacts, type MessageHeader } from './write/header.js';
export { InvalidMessage, writeMessage } from './write/write-message.js';

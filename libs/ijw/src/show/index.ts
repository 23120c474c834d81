export type { CellKind, CellValue, LineColumn } from './class-columns.js';
export { headFacts, type Fact } from './head-facts.js';
export { lineColumns } from './line-columns.js';
export { LineAdder, type LineTotals } from './line-totals.js';
export { initialOf, maskBsn, printable } from './mask.js';
export { declarationHeadOf, openMessage, type MessageLine, type OpenedMessage } from './message-lines.js';
export { returnCodesInWords, tableColumns, type TableColumn } from './table-columns.js';
export { euro } from './wording.js';

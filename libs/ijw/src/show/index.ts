export { headFacts, type Fact } from './head-facts.js';
export { lineColumns } from './lines/columns.js';
export { LineAdder, type LineTotals } from './lines/totals.js';
export { declarationHeadOf, openMessage, type OpenedMessage } from './message-lines.js';
export { returnCodesInWords, tableColumns, type TableColumn } from './table-columns.js';
export { euro, retourCodeMeaning } from './wording.js';

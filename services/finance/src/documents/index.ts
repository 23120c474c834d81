export { reviewInWords } from './statement/review-words.js';
export type { StatementDocument } from './statement/statement-document.js';
export { StatementDocuments, type DocumentQuery } from './statement/statement-documents.js';
export { csvSheetOf, workbookOf } from './statement/workbook.js';
export { jsonStatementOf, type JsonStatement } from './statement/json-statement.js';
export { pdfOf } from './letter/letter.js';
export { statementLetter } from './letter/statement-letter.js';
export { verifyStatement, type VerifiedStatement } from './verify/verify-statement.js';

export { reviewInWords } from './statement/review-words.js';
export type { StatementDocument } from './statement/statement-document.js';
export { StatementDocuments, type DocumentQuery } from './statement/statement-documents.js';
export { csvSheetOf, workbookOf } from './statement/workbook.js';

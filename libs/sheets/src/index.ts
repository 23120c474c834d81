export type { CellKind, CellValue, IntroLine, Sheet, SheetColumn, SheetRow } from './sheet.js';
export { csvParts, dutchCsv, plainCsv, type CsvForm } from './csv/csv.js';
export { xlsxParts } from './xlsx/workbook.js';

export { sheetNames, sheetOf, type SheetCell } from './workbook.js';

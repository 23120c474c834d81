export { sheetNames, sheetOf } from './workbook.js';

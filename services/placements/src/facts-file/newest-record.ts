import { Refused } from '@regieboek/intake';
import { isoDay } from './sheet-values.js';
import { sheetOf } from './spreadsheet-rows.js';

/** Last day (ISO 8601) on which a fact of the file was recorded; empty when unknown. Never throws. */
export function newestRecordOf(text: string): string {
  try {
    const { columns, rows } = sheetOf(text);
    const column = columns.indexOf('recordedOn');
    return rows.map(({ cells }) => isoDay(cells[column] ?? '')).reduce((last, day) => (day > last ? day : last), '');
  } catch (error) {
    if (error instanceof Refused) return '';
    throw error;
  }
}

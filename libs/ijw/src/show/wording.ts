import { addMonths, formatEuro, fromDay, monthOf, parseDay, type Cents } from '@regieboek/kernel';
import { codeLists, municipalities } from '../generated/codelists.js';
import { valueAt } from './fields.js';
import { printable } from './mask.js';

/** Printable text of the value at a path; empty when missing. */
export function textAt(value: unknown, path: readonly string[]): string {
  const found = valueAt(value, path);
  return typeof found === 'string' || typeof found === 'number' ? printable(String(found)) : '';
}

/** Integer at a path; undefined when missing. */
export function numberAt(value: unknown, path: readonly string[]): number | undefined {
  const found = valueAt(value, path);
  return typeof found === 'number' ? found : undefined;
}

/** An amount for people: `€ 1.234,56`. */
export const euro = (amount: Cents): string => `€ ${formatEuro(amount)}`;

const meanings = new Map(Object.entries(codeLists).map(([list, pairs]) => [list, new Map(pairs)]));

/** Dutch meaning of a code without a final full stop; empty when the code is not in the list. */
export const meaningOf = (list: string, code: string): string =>
  meanings.get(list)?.get(code)?.replace(/\.$/, '') ?? '';

/** A code with its meaning: `20 Levering is tijdelijk beeindigd`; empty without code. */
export const codeInWords = (list: string, code: string): string => `${code} ${meaningOf(list, code)}`.trim();

const municipalityNames = new Map(municipalities);

/** A party of a message: a municipality (four digits) with its name, or a provider by its AGB number. */
export const partyInWords = (code: string): string => `${code} ${municipalityNames.get(code) ?? ''}`.trim();

/** Dutch meaning of a retour code (WJ001) without a final full stop; empty when the list does not have it. */
export const retourCodeMeaning = (code: string): string => meaningOf('WJ001', code);

/** Return codes at a path: each code once, in order. */
export function codesAt(value: unknown, path: readonly string[]): readonly string[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found.map(String) : [];
}

/** Last day of the month that starts on this day; undefined when the day is not the first of a month. */
function endOfMonthFrom(from: string): string | undefined {
  const day = from.endsWith('-01') ? parseDay(from) : undefined;
  return day === undefined ? undefined : fromDay(addMonths(day, 1) - 1);
}

/** The shortest text of a period: `2026-02` for a month, `2026-02-03 t/m 20`, `vanaf 2026-02-03`, or both days. */
export function periodInWords(from: string, to: string): string {
  if (to === '') return from === '' ? '' : `vanaf ${from}`;
  if (from === '') return `t/m ${to}`;
  if (from === to) return from;
  if (endOfMonthFrom(from) === to) return monthOf(parseDay(from) ?? 0);
  return from.slice(0, 8) === to.slice(0, 8) ? `${from} t/m ${to.slice(8)}` : `${from} t/m ${to}`;
}

const units: Readonly<Record<string, string>> = {
  '01': 'minuten',
  '04': 'uur',
  '14': 'etmalen',
  '16': 'dagdelen',
  '82': 'stuks',
  '84': 'stuks',
};

/** A volume in its unit: `485 minuten`; in unit 83 a volume is an amount in eurocents (IV042). */
export const volumeInWords = (volume: number, unit: string): string =>
  unit === '83' ? euro(volume) : `${volume} ${units[unit] ?? `in eenheid ${unit}`}`;

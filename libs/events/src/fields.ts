import { z } from 'zod';
import { parseDay, parseMonth, type CalendarDate, type Month } from '@regieboek/kernel';

/** Calendar day as ISO text. */
export const date = z
  .string()
  .refine((text) => parseDay(text) !== undefined, 'a calendar date yyyy-mm-dd')
  .transform((text) => text as CalendarDate);

/** Month as `yyyy-mm`. */
export const month = z
  .string()
  .refine((text) => parseMonth(text) !== undefined, 'a month yyyy-mm')
  .transform((text) => text as Month);

/** Whole eurocents, negative for what is taken back. */
export const cents = z.int();

/** CBS municipality code (gemeentecode), four digits. */
export const municipality = z.string().regex(/^[0-9]{4}$/, 'four digits (CBS code)');

/** AGB code of a provider, eight digits. */
export const provider = z.string().regex(/^[0-9]{8}$/, 'eight digits (AGB code)');

/** Random pseudonym of a youth within one region. */
export const youth = z.uuid();

/** Region of purchase, as used in stream names: lower-case letters, digits and dashes. */
export const region = z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'lower-case letters, digits, dashes');

/** iJw product category (JZ020) or code (JZ021), as in the standard. */
export const category = z.string().regex(/^[0-9]{2}$/, 'two digits');
export const productCode = z.string().min(1).max(5);

/** iJw unit (WJ756): 01 minute, 04 hour, 14 etmaal, 16 half day, 82 pieces output, 83 euro, 84 pieces effort. */
export const unit = z.enum(['01', '04', '14', '16', '82', '83', '84']);

/** iJw frequency (WMO757): 1 day, 2 week, 4 month, 6 total over the assignment. */
export const frequency = z.enum(['1', '2', '4', '6']);

/** Forms of care as the residence principle tells them apart (WPB-K1). */
export const careForm = z.enum([
  'ambulant',
  'jeugdbescherming',
  'jeugdreclassering',
  'verblijf',
  'pleegzorg',
  'gezinshuis',
  'jeugdzorgplus',
  'kleinschalig',
  'crisisverblijf',
  'ggz-verblijf',
  'logeren',
  'jji',
  'wmo-opvang',
  'beschermd-wonen',
  'wlz-verblijf',
  'ziekenhuis-zvw',
  'nidos-opvang',
]);
export type CareForm = z.output<typeof careForm>;

import { z } from 'zod';
import './plain-faults.js';
import { holdsBsn, parseDay, parseMonth, type CalendarDate, type Month } from '@regieboek/kernel';

/** Message about a text that is stored permanently and may name a child. */
const SENSITIVE =
  'contains nine digits that may be a citizen service number (BSN), which the log would keep for ever: remove them';

/** Without Unicode classes: consumers of the published schemas use other regular expression engines. */
const ONE_LINE = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

/** Refuses text that may contain a citizen service number: the guard of every free text. */
export const guarded = <Schema extends z.ZodType<string, string>>(schema: Schema): Schema =>
  schema.refine((text) => !holdsBsn(text), SENSITIVE);

/** Free text (SafeText): one bounded line without anything that may be a citizen service number. It cannot detect names. */
export const safeText = (min: number, max: number) =>
  guarded(z.string().min(min).max(max).regex(ONE_LINE, 'is one line of text'));

/** Id that people give. */
export const givenId = guarded(
  z
    .string()
    .min(1, 'is empty: enter an id')
    .max(64, 'has more than 64 characters: shorten it')
    .regex(ONE_LINE, 'is one line of text'),
);

/**
 * Number of the standard (Identificatie, DeclaratieNummer, ReferentieNummer). Its sender chooses it, and nine digits in it are
 * usually not a BSN; on receipt it is refused when it contains the BSN of one of the message's clients.
 */
export const standardNumber = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .meta({ description: 'A number of the standard, without the BSN of a client in its message.' });

/** Retour code (WJ001). */
export const retourCode = z.string().regex(/^[0-9A-Z]{4}$/, 'four capitals or digits (WJ001)');

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

/** Whole eurocents, negative when money is taken back. */
export const cents = z.int();

/** CBS municipality code (gemeentecode), four digits. */
export const municipality = z.string().regex(/^[0-9]{4}$/, 'four digits (CBS code)');

/** AGB code of a provider, eight digits. */
export const provider = z.string().regex(/^[0-9]{8}$/, 'eight digits (AGB code)');

/** AGB code of a provider, or the name of an institution that has none; never that of foster parents. */
export const providerOrName = z
  .string()
  .min(1)
  .max(60)
  .regex(ONE_LINE, 'is one line of text')
  .refine((text) => /^[0-9]{8}$/.test(text) || !holdsBsn(text), SENSITIVE);

/** Random pseudonym of a youth within one region. */
export const youth = z.uuid();

/** Region of purchase, as used in stream names: lower-case letters, digits and dashes. */
export const region = guarded(z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'lower-case letters, digits, dashes'));

/** iJw product category (JZ020) or code (JZ021), as in the standard. */
export const category = z.string().regex(/^[0-9]{2}$/, 'two digits');
export const productCode = z.string().regex(/^[0-9A-Za-z]{1,5}$/, 'one to five letters or digits');

/** iJw unit (WJ756): 01 minute, 04 hour, 14 etmaal, 16 half day, 82 pieces output, 83 euro, 84 pieces effort. */
export const unit = z.enum(['01', '04', '14', '16', '82', '83', '84']);

/** iJw frequency (WMO757): 1 day, 2 week, 4 month, 6 total over the assignment. */
export const frequency = z.enum(['1', '2', '4', '6']);

/** Actor: a role, initials or a staff number, never a name; the ledger does not verify it. */
export const actor = safeText(1, 40);

/**
 * Actors of a decision of two people (vier ogen): the one who requested it, and the one who confirmed it. Absent when one person
 * decided.
 */
export const fourEyes = z.object({ asked: actor, confirmed: actor });

/** Forms of care as distinguished by the residence principle (WPB-K1). */
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

import type { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { KNOWN_AT_FORMS, MONTHS_FORMS, parseKnownAt, parseMonths, type MonthSpan } from '@regieboek/kernel';
import { inRegion, invalid, notFound, pathParts } from '@regieboek/platform';
import type { KnownAt } from '../books/index.js';
import { RegionExists } from '../queries/declarations/region-exists.js';

/** A day of recording (known at its end, in the Netherlands), a business day, or a position of the log, as text. */
export const knownAtText = z
  .string()
  .refine((text) => parseKnownAt(text) !== undefined, KNOWN_AT_FORMS)
  .meta({
    description:
      'As recorded by the end of this day in the Netherlands (yyyy-mm-dd), as reported by this business day (told:yyyy-mm-dd), or up to this position in the log of the region.',
    pattern: '^([0-9]{1,15}|(told:)?[0-9]{4}-[0-9]{2}-[0-9]{2})$',
    example: '2026-03-31',
  });

const ruleSetText = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,40}$/, 'a version of the rules: letters, digits, dots, dashes')
  .meta({
    description: 'Version of the rules (regelset); a version other than the default is a what-if.',
    example: '2025.1',
  });

/** A month, a quarter or a year, as text. */
export const monthsText = z
  .string()
  .refine((text) => parseMonths(text) !== undefined, MONTHS_FORMS)
  .meta({
    description: 'A month (yyyy-mm), a quarter (yyyy-q1 to yyyy-q4) or a year (yyyy).',
    pattern: '^[0-9]{4}(-(0[1-9]|1[0-2])|-[qQ][1-4])?$',
    example: '2025-q4',
  });

/** Months from their text; undefined without one. */
export const monthsIn = (text: string | undefined): MonthSpan | undefined =>
  text === undefined ? undefined : parseMonths(text);

/** Months from a text that was checked before. Throws a Refusal (invalid) otherwise. */
export function mustBeMonths(text: string): MonthSpan {
  const months = parseMonths(text);
  if (!months)
    throw invalid({ en: 'the months cannot be read', nl: 'de maanden zijn niet te lezen' }, [
      { place: 'period', text: MONTHS_FORMS },
    ]);
  return months;
}

/** Language of sentences and headings in an answer. */
export const languageText = z
  .enum(['nl', 'en'])
  .default('nl')
  .meta({ description: 'Language of the sentences and headings.' });

/** Query parameters of a run. */
export const asKnown = z.object({ knownAt: knownAtText.optional(), ruleSet: ruleSetText.optional() });

/** Language of files for people. */
export const fileLanguage = z
  .enum(['nl', 'en'])
  .default('nl')
  .meta({ description: 'Language of the files (text/csv, XLSX, PDF).' });

/** Both sides of a comparison. */
export const twoSides = z.object({
  from: knownAtText.optional(),
  to: knownAtText.optional(),
  fromRuleSet: ruleSetText.optional(),
  toRuleSet: ruleSetText.optional(),
});

/** A month of a region. */
export const periodPath = inRegion.extend({ period: pathParts.period });

/** A known-at from its text; undefined without one. */
export function knownAtOf(text: string | undefined): KnownAt | undefined {
  if (text === undefined) return undefined;
  return parseKnownAt(text);
}

/** Throws a Refusal (not-found) unless there is such a region. */
export async function mustBeRegion(queries: QueryBus, region: string): Promise<void> {
  if (!(await queries.execute(new RegionExists(region))))
    throw notFound({
      en: 'no region has this id; see /v1/regions',
      nl: 'geen jeugdregio heeft dit id; zie /v1/regions',
    });
}

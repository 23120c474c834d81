import { z } from 'zod';
import { parseCalendarDate } from '@regieboek/kernel';
import { inRegion, notFound, pathParts, Problem, type ContractsCopy } from '@regieboek/platform';
import { AheadOfLog, type KnownAt } from '../closing/books.js';
import { TooManyRuns } from '../closing/billing-runs.js';
import { PeriodRefused } from '../closing/closing.js';
import { NothingKnown } from '../closing/runs.js';
import { MonthsRefused } from '../domain/month-range.js';
import { UnknownMunicipality } from '../settlement/municipality-codes.js';
import type { PeriodRefusal } from '../domain/period.js';
import { UnknownRuleSet } from '../domain/rule-sets.js';

const isKnownAt = (text: string): boolean => /^[0-9]{1,15}$/.test(text) || parseCalendarDate(text) !== undefined;

/** A day (known at its end, in the Netherlands) or a position of the log, as text. */
export const knownAtText = z.string().refine(isKnownAt, 'a day yyyy-mm-dd, or a position of the log').meta({
  description:
    'As known at the end of this day in the Netherlands (yyyy-mm-dd), or up to this position of the log of the region.',
  pattern: '^([0-9]{1,15}|[0-9]{4}-[0-9]{2}-[0-9]{2})$',
  example: '2026-03-31',
});

const ruleSetText = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,40}$/, 'a version of the rules: letters, digits, dots, dashes')
  .meta({
    description: 'Version of the rules (regelset); another than the usual one makes it a what-if.',
    example: '2025.1',
  });

/** What a run may be asked with. */
export const asKnown = z.object({ knownAt: knownAtText.optional(), ruleSet: ruleSetText.optional() });

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
  const day = parseCalendarDate(text);
  return day === undefined ? { position: Number(text) } : { day };
}

const statusOf: Record<PeriodRefusal, number> = {
  'already-sealed': 409,
  'period-not-over': 409,
  'earlier-period-open': 409,
  'later-period-sealed': 409,
  'open-items': 409,
  'unknown-item': 400,
  'waived-twice': 400,
  'too-many-waivers': 400,
  'sensitive-text': 400,
  'not-sealed': 409,
};

/** Open items as faults, all at once. */
const faultsOf = ({ code, open }: PeriodRefused) =>
  code === 'open-items' ? open.map(({ item, reasons }) => ({ place: item, text: reasons.join(' ') })) : [];

function asProblem(error: unknown): unknown {
  if (error instanceof PeriodRefused)
    return new Problem(statusOf[error.code], error.code, error.message, faultsOf(error));
  if (error instanceof AheadOfLog || error instanceof NothingKnown || error instanceof UnknownRuleSet)
    return notFound(error.message);
  if (error instanceof MonthsRefused || error instanceof UnknownMunicipality)
    return new Problem(400, 'invalid-input', error.message);
  return error instanceof TooManyRuns ? new Problem(503, 'too-many-runs', error.message) : error;
}

/** Gives what `work` gives; what is refused there leaves as a problem with its code. */
export async function answering<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw asProblem(error);
  }
}

/** Throws a Problem (404) unless there is such a region. */
export async function mustBeRegion(contracts: ContractsCopy, region: string): Promise<void> {
  if (!(await contracts.region(region))) throw notFound('there is no region under this id; see /v1/regions');
}

/** Revision that an If-Match header asks for; undefined without one, or for any (`*`). Throws a Problem (400). */
export function revisionOf(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const revision = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (revision !== undefined) return Number(revision);
  throw new Problem(400, 'invalid-input', 'If-Match must hold the ETag of the period as it was given', [
    { place: 'header If-Match', text: 'must be one ETag, such as "3", or *' },
  ]);
}

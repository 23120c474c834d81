import { z } from 'zod';
import { fields, residenceFact } from '@regieboek/events';
import { component } from '@regieboek/platform';
import type { BillingSummary, KnownExplanation, MunicipalityTotal } from '../../billing/index.js';
import { statementProof } from '../../statements/index.js';
import type { JsonStatement } from '../../documents/index.js';
import { monthStates, type MonthState } from '../../closing/index.js';
import type { Claim } from '../../statements/index.js';
import type { Totals } from '../../domain/runs/billing-run.js';
import { correction } from './correction-response.js';
import { billedLine, lumpSumLine } from './line-responses.js';

const { cents, date, municipality } = fields;

const claim = component(
  'Claim',
  z.object({
    payer: municipality,
    responsible: municipality,
    cents,
    lines: z.int(),
  }) satisfies z.ZodType<Claim>,
);

/** Sums of a run. */
export const totals = z.object({
  approvedCents: cents,
  lumpSumCents: cents,
  billedCents: cents,
  unresolvedCents: cents,
}) satisfies z.ZodType<Totals>;

const municipalityTotal = z.object({
  municipality,
  name: z.string(),
  youths: z.int(),
  lines: z.int(),
  lineCents: cents,
  lumpSumCents: cents,
  totalCents: cents,
}) satisfies z.ZodType<MunicipalityTotal>;

const run = {
  region: z.string(),
  period: z.string().meta({ description: 'Month.' }),
  position: z.int().meta({ description: 'Position of the last event that the run uses.' }),
  digest: z.string().meta({ description: 'SHA-256 over the lines: equal facts give equal digests.' }),
};

/** Inputs of an answer besides its position. */
export const knownBy = {
  ruleSet: z.string().meta({ description: 'Version of the rules (regelset).' }),
  whatIf: z.boolean().meta({
    description: 'True when the rules differ from those of the seal of the month: the result is never billed.',
  }),
  sealed: z.boolean().meta({ description: 'Whether the month is sealed (afgesloten).' }),
  toldBy: date.nullable().meta({
    description: 'Business day up to which reports count, if requested; null: only the position counts.',
  }),
};

const monthState = z.enum(monthStates).meta({
  description:
    'State of the month now, in GET: sealed, open, no-data (nothing declared), not-over or future. A month without data has zeros.',
});

/** A billing run in figures. */
export const billingRun = component(
  'BillingRun',
  z.object({
    ...run,
    ...knownBy,
    totals,
    municipalities: z.array(municipalityTotal),
    claims: z.array(claim),
    unresolved: z.array(billedLine),
    review: z.int().meta({ description: 'Number of lines to review.' }),
    state: monthState.optional(),
  }) satisfies z.ZodType<BillingSummary>,
);

/** Amounts that one municipality bears in a month. */
export const statement = component(
  'Statement',
  z.object({
    ...run,
    ...knownBy,
    municipality,
    name: z.string(),
    totalCents: cents,
    lineCents: cents,
    lumpSumCents: cents,
    claimsReceivable: z.array(claim),
    claimsPayable: z.array(claim),
    lines: z.array(billedLine),
    lumpSums: z.array(lumpSumLine),
    correctionCents: cents.meta({ description: 'Changes in earlier, sealed months; not part of the total.' }),
    corrections: z.array(correction),
    proof: statementProof.nullable().meta({
      description:
        'For a sealed month: the seal that contains the digest of this statement, for regieboek verify-statement; null without one, or when lines are hidden.',
    }),
    lineDigests: z.array(z.string()).meta({
      description: 'SHA-256 of each line in the order of the proof: lines, lump sums, corrections, claims.',
    }),
    state: monthState.optional(),
  }) satisfies z.ZodType<JsonStatement & { readonly state?: MonthState | undefined }>,
);

/** Why a municipality pays an amount. */
export const explanation = component(
  'Explanation',
  z.object({
    position: run.position,
    ...knownBy,
    line: z.union([billedLine, lumpSumLine]),
    sentences: z.array(z.string()),
    facts: z.array(z.object({ id: z.string(), fact: residenceFact.nullable(), recordedOn: date.nullable() })),
  }) satisfies z.ZodType<KnownExplanation>,
);

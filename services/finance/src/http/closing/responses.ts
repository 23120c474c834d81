import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component } from '@regieboek/platform';
import type { BilledMonth, BilledRange, StartedRange, StartedRun } from '../../billing/index.js';
import { firstSides, type Compared } from '../../differences/index.js';
import type { Balances, PostedMonth } from '../../ledger/index.js';
import { monthStates, type StatedMonth } from '../../closing/index.js';
import type { Proof } from '../../proof/index.js';
import type { JournalLine } from '../../domain/ledger/journal-entries.js';
import type { Entry, Posting } from '../../domain/ledger/posting.js';
import { correction } from '../billing/correction-response.js';
import { billingRun, knownBy, totals } from '../billing/responses.js';

const { cents, date, month } = fields;
const position = z.int().meta({ description: 'Position of the last event of the region that counts.' });
const sha256 = z.string().meta({ description: 'SHA-256, hexadecimal.' });
const moment = z.iso.datetime().meta({ description: 'Time of recording (UTC).' });

const seal = component(
  'PeriodSeal',
  z.object({
    position,
    digest: sha256,
    ruleSet: z.string(),
    billedCents: cents,
    unresolvedCents: cents,
    correctionCents: cents,
    correctionDigest: sha256,
    waivers: z.array(
      z.object({
        item: z.string(),
        reason: z.string(),
        standing: z
          .array(z.uuid())
          .exactOptional()
          .meta({ description: 'Standing decisions (doorlopende afwijkingen) that waived it.' }),
      }),
    ),
    sealedBy: z.string(),
    sealedOn: date,
    fourEyes: fields.fourEyes
      .exactOptional()
      .meta({ description: 'Codes of who asked for it and who confirmed it, where two people decided (vier ogen).' }),
    statements: z.record(z.string(), sha256).exactOptional().meta({
      description: 'SHA-256 of the statement of each municipality (CBS code); absent in seals of version 0.2.',
    }),
    recordedAt: moment,
    sealedAtPosition: z.int().meta({ description: 'Position of the seal itself in the log.' }),
    mark: sha256.meta({ description: 'Mark (zegel): keep it outside the ledger, to verify the log later.' }),
  }),
);

/** A month of a region: open, or sealed. */
export const period = component(
  'Period',
  z.object({ region: z.string(), period: month, status: z.enum(['open', 'sealed']), seal: seal.nullable() }),
);

export const periods = z.object({ periods: z.array(period) });

/** A month with its state. */
export const statedMonth = z.object({ period: month, state: z.enum(monthStates) }) satisfies z.ZodType<StatedMonth>;

export const statedMonths = z.object({ months: z.array(statedMonth) });

export const corrections = z.object({ region: z.string(), period: month, cents, corrections: z.array(correction) });

const side = z.object({
  position,
  toldBy: knownBy.toldBy,
  ruleSet: z.string(),
  whatIf: z.boolean(),
  digest: sha256,
  billedCents: cents,
  unresolvedCents: cents,
});

/** Two runs of a month and their differences. */
export const comparison = component(
  'Comparison',
  z.object({
    region: z.string(),
    period: month,
    from: side.extend({
      basis: z.enum(firstSides).meta({
        description:
          'seal: the sealed run. last-seal: the run sealed before the month was reopened. named: the time in `from`. now: what is known now, by other rules.',
      }),
    }),
    to: side,
    cents,
    differences: z.array(correction),
  }) satisfies z.ZodType<Compared>,
);

const entry = component(
  'Entry',
  z.object({
    account: z.enum([
      'provider-payable',
      'municipality-receivable',
      'claim',
      'lump-sum',
      'suspense',
      'payment',
      'receipt',
    ]),
    party: z.string().meta({ description: 'AGB code of a provider, CBS code of a municipality, or organisation.' }),
    cents: cents.meta({ description: 'Debit is positive, credit negative.' }),
  }) satisfies z.ZodType<Entry>,
);

/** Postings of a month. */
export const postings = component(
  'PostedMonth',
  z.object({
    region: z.string(),
    period: month,
    position,
    ruleSet: z.string(),
    postings: z.array(
      z.object({
        id: z.string(),
        period: month,
        source: z.enum(['billed-line', 'lump-sum', 'correction', 'payment', 'receipt']),
        about: z.string(),
        entries: z.array(entry),
      }) satisfies z.ZodType<Posting>,
    ),
  }) satisfies z.ZodType<PostedMonth>,
);

/** Balances of a region. */
export const balances = component(
  'Balances',
  z.object({
    region: z.string(),
    from: month.nullable(),
    to: month.nullable(),
    position,
    balances: z.array(entry),
    trialBalanceCents: cents.meta({ description: 'Sum of all balances (proefbalans): zero.' }),
  }) satisfies z.ZodType<Balances>,
);

/** Proof of the sealed months of a region. */
export const proof = component(
  'Proof',
  z.object({
    region: z.string(),
    head: z.int(),
    provenUpTo: z.int().meta({ description: 'The log is unchanged up to this position; 0 when there are faults.' }),
    periods: z.array(
      z.object({ period: month, position, digest: sha256, ruleSet: z.string(), mark: sha256, holds: z.boolean() }),
    ),
    faults: z.array(z.object({ place: z.string(), text: z.string() })),
  }) satisfies z.ZodType<Proof>,
);

const figures = {
  lines: z.int().meta({ description: 'Number of billed lines.' }),
  lumpSums: z.int().meta({ description: 'Number of parts of lump sums.' }),
  totals,
};

/** Billing runs of consecutive months in figures. */
const billedRange = component(
  'BilledRange',
  z.object({
    region: z.string(),
    from: month,
    to: month,
    months: z.array(
      z.object({
        period: month,
        position,
        ...knownBy,
        ...figures,
        digest: sha256,
      }) satisfies z.ZodType<BilledMonth>,
    ),
    ...figures,
    digest: sha256.meta({ description: 'SHA-256 over the digests of the months, hexadecimal.' }),
  }) satisfies z.ZodType<BilledRange>,
);

const asked = {
  id: z.string(),
  region: z.string(),
  position,
  status: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  progress: z.object({ step: z.enum(['reading', 'billing']), done: z.int(), total: z.int() }).nullable(),
  problem: z.string().nullable(),
};

/** A requested billing run. */
const askedMonth = component(
  'AskedBillingRun',
  z.object({
    ...asked,
    period: month,
    ruleSet: z.string(),
    whatIf: z.boolean(),
    result: billingRun.nullable(),
  }) satisfies z.ZodType<StartedRun>,
);

/** Billing runs of consecutive months, requested together. */
const askedRange = component(
  'AskedBillingRange',
  z.object({
    ...asked,
    from: month,
    to: month,
    ruleSet: z.string().nullable().meta({ description: 'Version of the rules; null: each month by its own version.' }),
    result: billedRange.nullable(),
  }) satisfies z.ZodType<StartedRange>,
);

/** A requested billing run, of a month or of consecutive months. */
export const askedRun = z.union([askedMonth, askedRange]);

/** Lines of journal entries. */
export const journalEntries = component(
  'JournalEntries',
  z.object({
    lines: z.array(
      z.object({
        journal: z.string(),
        entry: z.string().meta({ description: 'Lines with the same number are one entry.' }),
        period: month,
        source: z.enum(['billed-line', 'lump-sum', 'correction', 'payment', 'receipt']),
        account: z.object({
          code: z.string(),
          name: z.string(),
          iv3Task: z.string().nullable(),
          iv3Category: z.string().nullable(),
          rgs: z.string().nullable(),
        }),
        party: z.string(),
        cents: cents.meta({ description: 'Debit positive, credit negative.' }),
      }) satisfies z.ZodType<JournalLine>,
    ),
  }),
);

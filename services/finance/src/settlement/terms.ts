import { z } from 'zod';
import { twelfth, type AllocationKey } from '@regieboek/billing';
import { allocationKey, bic, fields, type Account } from '@regieboek/events';
import { latestToday, unknownNames } from '@regieboek/platform';
import { formatEuro, monthFault, parseMonth, plausibleFaults, type Month } from '@regieboek/kernel';
import { monthsOf } from '../domain/runs/month-range.js';
import { bankText } from '../domain/payments/bank-text.js';
import { ibanFault } from '../domain/payments/iban.js';
import { TRANSFER_CENTS_MAX } from '../domain/payments/limit.js';
import type { Payers } from '../domain/payments/plan.js';
import type { Advance, SettlementTerms } from '../domain/settlement/settle.js';

/** Account number as typed; blanks are removed. Faults name the problem, never the number. */
const iban = z
  .string()
  .transform((text) => text.replaceAll(' ', ''))
  .superRefine((text, context) => {
    const fault = ibanFault(text);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  });

const NAME_MAX = 70;

/** Name on an account. A name without any letter that banks accept is refused, because no payment could be written. */
const accountName = fields
  .guarded(z.string())
  .max(NAME_MAX, `has more than ${NAME_MAX} characters: shorten it to the spelling of the bank`)
  .refine(
    (name) => /[A-Za-z0-9]/.test(bankText(name, NAME_MAX)),
    'contains no letter or digit that banks accept: use the spelling of the bank',
  );

const account = z.strictObject({
  name: accountName.meta({ description: 'Name of the account holder.' }),
  iban: iban.meta({ description: 'IBAN of the SEPA area.', example: 'NL91ABNA0417164300' }),
  bic: bic.nullable().default(null).meta({ description: 'BIC; only needed if the bank requires it.' }),
});

const hasWeight = (weights: Readonly<Record<string, number>>): boolean => Object.values(weights).some((one) => one > 0);

/** True when a key divides any input, so that settling never fails on it. */
const divides = (key: AllocationKey): boolean => {
  if (key.model === 'fixed' || key.model === 'hybrid') return hasWeight(key.shares);
  if (key.model === 'use') return hasWeight(key.fallback);
  return Object.values(key.history).some(hasWeight);
};

/** Amount of an advance: at most that of one transfer, so that sums stay exact. */
const agreed = fields.cents
  .min(0, 'is negative: enter the agreed amount')
  .max(TRANSFER_CENTS_MAX, `exceeds ${formatEuro(TRANSFER_CENTS_MAX)}: correct it; amounts are in cents`);

const year = z.string().regex(/^[1-9][0-9]{3}$/, 'a year in quotes, such as "2025"');

/** An advance of one month, or of a year. */
const advance = z
  .strictObject({
    municipality: fields.municipality,
    month: fields.month.optional(),
    year: year.optional(),
    cents: agreed,
  })
  .refine(({ month, year: whole }) => (month === undefined) !== (whole === undefined), {
    error: 'must have either a month or a year',
  });

/** Terms of payment and settlement of a region (betaalafspraken), format regieboek-payments/1; see docs/payments-file.md. */
export const termsSchema = z.strictObject({
  format: z.literal('regieboek-payments/1'),
  region: fields.region,
  /** Payer of providers: the municipality that a declaration was sent to (WPB-P1), or the organisation for all. */
  providersPaidBy: z.enum(['municipalities', 'organisation']).default('municipalities'),
  organisation: z.strictObject({ ...account.shape, iban: iban.optional() }),
  municipalities: z.array(account.extend({ code: fields.municipality })).default([]),
  providers: z.array(account.extend({ agb: fields.provider })).default([]),
  /** Whether advances count as agreed here, taken to be paid, or as they were received and recorded. */
  advancesCounted: z.enum(['agreed', 'received']).default('agreed'),
  lumpSumsFrom: fields.month.nullable().default(null).meta({
    description: 'First month whose lump sums are ordered; without it they are paid elsewhere.',
  }),
  advances: z.array(advance).default([]),
  solidarity: z
    .array(
      z.strictObject({
        id: fields.givenId.max(40),
        products: z.array(fields.productCode).min(1),
        from: fields.month,
        to: fields.month.nullable().default(null),
        key: allocationKey.refine(divides, 'has no positive weight: give at least one municipality a weight above 0'),
      }),
    )
    .default([]),
});

type File = z.output<typeof termsSchema>;

/** Terms of a region, ready for use. */
export interface Terms {
  readonly region: string;
  readonly initiator: string;
  readonly payers: Payers;
  /** Account of the organisation, also where these terms do not make it the payer. */
  readonly organisationAccount: Account | null;
  readonly providers: ReadonlyMap<string, Account>;
  readonly settlement: SettlementTerms;
  /** First month whose lump sums are ordered; null: they are paid elsewhere. */
  readonly lumpSumsFrom: Month | null;
}

/** Faults of terms, with their places. */
export interface TermsFault {
  readonly path: readonly PropertyKey[];
  readonly text: string;
  /** Name of an unknown field: used to find its line, never printed. */
  readonly key?: string | undefined;
}

/** Places of entries that repeat a name of an earlier entry. */
function named(list: keyof File, names: readonly string[], field: string): TermsFault[] {
  const known = new Set<string>();
  return names.flatMap((name, index) => {
    if (known.has(name)) return [{ path: [list, index, field], text: `${name} is a duplicate: remove it` }];
    known.add(name);
    return [];
  });
}

const overlap = (a: File['solidarity'][number], b: File['solidarity'][number]): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);

/** A product in two pools would be divided twice. */
const pooledTwice = (pools: File['solidarity']): TermsFault[] =>
  pools.flatMap((pool, index) =>
    pools.slice(0, index).flatMap((before) =>
      pool.products
        .filter((product) => overlap(pool, before) && before.products.includes(product))
        .map((product) => ({
          path: ['solidarity', index, 'products'],
          text: `${product} is also in ${before.id} in the same months: end one before the other begins`,
        })),
    ),
  );

function contentFaults(file: File): TermsFault[] {
  const ofOrganisation =
    file.providersPaidBy === 'organisation' && file.organisation.iban === undefined
      ? [{ path: ['organisation', 'iban'], text: 'is required, because the organisation pays providers' }]
      : [];
  const codes = file.municipalities.map(({ code }) => code);
  const agbs = file.providers.map(({ agb }) => agb);
  const ids = file.solidarity.map(({ id }) => id);
  return [
    ...ofOrganisation,
    ...named('municipalities', codes, 'code'),
    ...named('providers', agbs, 'agb'),
    ...named('solidarity', ids, 'id'),
    ...pooledTwice(file.solidarity),
  ];
}

/** Implausible years of advances. */
const yearFaults = ({ advances }: File): TermsFault[] =>
  advances.flatMap(({ year: whole }, index) => {
    const fault = whole === undefined ? undefined : monthFault(`${whole}-12`, latestToday());
    return fault === undefined ? [] : [{ path: ['advances', index, 'year'], text: `must be ${fault}` }];
  });

/** Months of a year that an advance is paid in, in twelfths that add up to the year. */
function monthly({ municipality, month: only, year: whole, cents }: File['advances'][number]): Advance[] {
  const [from, to] = (only === undefined ? [`${whole}-01`, `${whole}-12`] : [only, only]).map(parseMonth);
  if (from === undefined || to === undefined) return [];
  if (only !== undefined) return [{ municipality, month: only, cents }];
  return monthsOf({ from, to }).map((month) => ({ municipality, month, cents: twelfth(cents, month) }));
}

function toTerms({ region, organisation, municipalities, providers, ...file }: File): Terms {
  const { name, iban: number, bic: bank } = organisation;
  const own = number === undefined ? null : { name, iban: number, bic: bank };
  const accounts = municipalities.map(({ code, ...rest }) => [code, rest] as const);
  return {
    region,
    initiator: name,
    payers: {
      organisation: file.providersPaidBy === 'organisation' ? own : null,
      municipalities: new Map(accounts),
    },
    organisationAccount: own,
    providers: new Map(providers.map(({ agb, ...rest }) => [agb, rest])),
    settlement: {
      providersPaidBy: file.providersPaidBy,
      solidarity: file.solidarity,
      advances: file.advances.flatMap(monthly),
      advancesCounted: file.advancesCounted,
    },
    lumpSumsFrom: file.lumpSumsFrom,
  };
}

/** Remedy for a value that the schema does not describe itself; undefined leaves it to zod. */
function remedyOf(issue: z.core.$ZodRawIssue): string | undefined {
  const { code, input, expected } = issue;
  if (code === 'unrecognized_keys') return unknownNames('body')(issue);
  if (code === 'invalid_key') return 'is not a municipality code: use four digits in quotes, such as "0505"';
  if (code !== 'invalid_type') return undefined;
  if (input === undefined) return 'is missing: add it';
  if (input === null) return 'is empty: fill it in, or remove it';
  if (expected === 'string' && typeof input === 'number') return 'is a number: put it in quotes';
  return expected === 'int' ? 'must be an integer: amounts are in cents' : undefined;
}

/** Reads terms from the value of a file or a body: the terms, or every fault with its path. */
export function readTerms(value: unknown): { readonly terms: Terms } | { readonly faults: readonly TermsFault[] } {
  const parsed = termsSchema.safeParse(value, { error: remedyOf });
  if (!parsed.success)
    return {
      faults: parsed.error.issues.map((issue) => ({
        path: issue.path,
        text: issue.message,
        ...(issue.code === 'unrecognized_keys' ? { key: issue.keys[0] } : {}),
      })),
    };
  const faults = [...plausibleFaults(value, latestToday()), ...yearFaults(parsed.data), ...contentFaults(parsed.data)];
  return faults.length > 0 ? { faults } : { terms: toTerms(parsed.data) };
}

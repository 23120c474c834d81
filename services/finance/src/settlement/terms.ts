import { z } from 'zod';
import { twelfth, type AllocationKey } from '@regieboek/billing';
import { allocationKey, bic, fields, type Account } from '@regieboek/events';
import { formatEuro, parseMonth, type Month } from '@regieboek/kernel';
import { monthsOf } from '../domain/month-range.js';
import { bankText } from '../domain/pain-001.js';
import { ibanFault } from '../domain/payment-iban.js';
import { TRANSFER_CENTS_MAX } from '../domain/payment-limit.js';
import type { Payers } from '../domain/payment-plan.js';
import type { Advance, SettlementTerms } from '../domain/settle.js';

/** Account number as people write it; blanks are left out. Faults name what is wrong, never the number. */
const iban = z
  .string()
  .transform((text) => text.replaceAll(' ', ''))
  .superRefine((text, context) => {
    const fault = ibanFault(text);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  });

const NAME_MAX = 70;

/** Name on an account. Of letters that banks do not carry nothing would be left, and no payment could be written. */
const accountName = z
  .string()
  .max(NAME_MAX, `is longer than ${NAME_MAX} characters: shorten it as the bank has it`)
  .refine(
    (name) => /[A-Za-z0-9]/.test(bankText(name, NAME_MAX)),
    'holds no letter or digit that a bank carries: give the name as the bank has it',
  );

const account = z.strictObject({
  name: accountName.meta({ description: 'Name of who holds the account.' }),
  iban: iban.meta({ description: 'IBAN of the SEPA area.', example: 'NL91ABNA0417164300' }),
  bic: bic.nullable().default(null).meta({ description: 'BIC; needed only where the bank asks for it.' }),
});

const hasWeight = (weights: Readonly<Record<string, number>>): boolean => Object.values(weights).some((one) => one > 0);

/** Whether a key divides whatever it is given, so that settling never stops on it. */
const divides = (key: AllocationKey): boolean => {
  if (key.model === 'fixed' || key.model === 'hybrid') return hasWeight(key.shares);
  if (key.model === 'use') return hasWeight(key.fallback);
  return Object.values(key.history).some(hasWeight);
};

/** Amount of an advance: no more than one transfer carries, so that sums stay exact. */
const agreed = fields.cents
  .min(0, 'is negative: give what is agreed to be paid')
  .max(TRANSFER_CENTS_MAX, `is more than ${formatEuro(TRANSFER_CENTS_MAX)}: correct it, it is in cents`);

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
    error: 'is of a month or of a year: give one of the two',
  });

/** First month of the Jeugdwet. */
const FIRST_MONTH = '2015-01';

/** Terms of payment and settlement of a region (betaalafspraken), format regieboek-payments/1; see docs/payments-file.md. */
export const termsSchema = z.strictObject({
  format: z.literal('regieboek-payments/1'),
  region: fields.region,
  /** Who pays providers: the municipality that a declaration was sent to (WPB-P1), or the organisation for all. */
  providersPaidBy: z.enum(['municipalities', 'organisation']).default('municipalities'),
  organisation: z.strictObject({ ...account.shape, iban: iban.optional() }),
  municipalities: z.array(account.extend({ code: fields.municipality })).default([]),
  providers: z.array(account.extend({ agb: fields.provider })).default([]),
  /** Whether advances count as agreed here, taken to be paid, or as they were received and recorded. */
  advancesCounted: z.enum(['agreed', 'received']).default('agreed'),
  lumpSumsFrom: fields.month
    .refine(
      (from) => from >= FIRST_MONTH,
      `lies before ${FIRST_MONTH}, when the Jeugdwet began: name the first month that is paid here`,
    )
    .nullable()
    .default(null)
    .meta({
      description: 'First month of which lump sums are ordered; without it they are paid elsewhere.',
    }),
  advances: z.array(advance).default([]),
  solidarity: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(40),
        products: z.array(fields.productCode).min(1),
        from: fields.month,
        to: fields.month.nullable().default(null),
        key: allocationKey.refine(divides, 'divides nothing: give at least one municipality a weight above 0'),
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
  readonly providers: ReadonlyMap<string, Account>;
  readonly settlement: SettlementTerms;
  /** First month of which lump sums are ordered; null: they are paid elsewhere. */
  readonly lumpSumsFrom: Month | null;
}

/** What is wrong with terms, and where. */
export interface TermsFault {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/** Places of entries that name something an earlier entry named. */
const named = (list: keyof File, names: readonly string[], field: string): TermsFault[] =>
  names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ path: [list, index, field], text: `${name} is named a second time` }] : [],
  );

const overlap = (a: File['solidarity'][number], b: File['solidarity'][number]): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);

/** A product in two pools at a time would be divided twice. */
const pooledTwice = (pools: File['solidarity']): TermsFault[] =>
  pools.flatMap((pool, index) =>
    pools.slice(0, index).flatMap((before) =>
      pool.products
        .filter((product) => overlap(pool, before) && before.products.includes(product))
        .map((product) => ({
          path: ['solidarity', index, 'products'],
          text: `${product} is in ${before.id} in the same months: end one before the other begins`,
        })),
    ),
  );

function contentFaults(file: File): TermsFault[] {
  const ofOrganisation =
    file.providersPaidBy === 'organisation' && file.organisation.iban === undefined
      ? [{ path: ['organisation', 'iban'], text: 'is missing: the organisation pays providers' }]
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

/** Months of a year that an advance is paid in, in twelfths that add up to the year. */
function monthly({ municipality, month: only, year: whole, cents }: File['advances'][number]): Advance[] {
  const [from, to] = (only === undefined ? [`${whole}-01`, `${whole}-12`] : [only, only]).map(parseMonth);
  if (from === undefined || to === undefined) return [];
  if (only !== undefined) return [{ municipality, month: only, cents }];
  return monthsOf({ from, to }).map((month) => ({ municipality, month, cents: twelfth(cents, month) }));
}

function toTerms({ region, organisation, municipalities, providers, ...file }: File): Terms {
  const { name, iban: number, bic: bank } = organisation;
  const isCentral = file.providersPaidBy === 'organisation' && number !== undefined;
  const accounts = municipalities.map(({ code, ...rest }) => [code, rest] as const);
  return {
    region,
    initiator: name,
    payers: { organisation: isCentral ? { name, iban: number, bic: bank } : null, municipalities: new Map(accounts) },
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

/** What to do about a value that the schema says nothing of itself; undefined leaves it to zod. */
function remedyOf({ code, input, expected, keys }: z.core.$ZodRawIssue): string | undefined {
  if (code === 'unrecognized_keys' && Array.isArray(keys))
    return `${keys.join(', ')} is not known here: remove it, or correct its name`;
  if (code === 'invalid_key') return 'is no code of a municipality: four digits in quotes, such as "0505"';
  if (code !== 'invalid_type') return undefined;
  if (input === undefined) return 'is missing: add it';
  if (input === null) return 'is empty: fill it in, or remove it';
  if (expected === 'string' && typeof input === 'number') return 'is a number here: put it in quotes';
  return expected === 'int' ? 'is no whole number: amounts are in cents' : undefined;
}

/** Reads terms from the value of a file or a body: what they say, or every fault at once with its path. */
export function readTerms(value: unknown): { readonly terms: Terms } | { readonly faults: readonly TermsFault[] } {
  const parsed = termsSchema.safeParse(value, { error: remedyOf });
  if (!parsed.success) return { faults: parsed.error.issues.map(({ path, message }) => ({ path, text: message })) };
  const faults = contentFaults(parsed.data);
  return faults.length > 0 ? { faults } : { terms: toTerms(parsed.data) };
}

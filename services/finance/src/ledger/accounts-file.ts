/** Accounts of an organisation for journal entries, format regieboek-accounts/1; see docs/accounts-file.md. */
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { unknownNames } from '@regieboek/platform';
import type { AccountMapping, Company } from '../domain/ledger/journal-entries.js';

const code = fields.guarded(z.string().regex(/^[A-Za-z0-9.\-]{1,20}$/, 'at most 20 letters, digits, dots and dashes'));
const text = fields.safeText(1, 80);

/** An account with the codes that the organisation uses; the product has none of its own. */
const account = z.strictObject({
  code: code.meta({ description: 'Ledger account (grootboekrekening).', example: '1600' }),
  name: text,
  iv3Task: code.nullable().default(null).meta({ description: 'Task field (taakveld) of Iv3.' }),
  iv3Category: code.nullable().default(null).meta({ description: 'Economic category of Iv3.' }),
  rgs: code.nullable().default(null).meta({ description: 'Code of the reference chart of accounts (RGS).' }),
});

const accountsSchema = z.strictObject({
  format: z.literal('regieboek-accounts/1'),
  region: fields.region,
  company: z
    .strictObject({
      name: text,
      taxNumber: fields.guarded(z.string().regex(/^[A-Za-z0-9]{1,30}$/, 'at most 30 letters and digits')),
    })
    .nullable()
    .default(null)
    .meta({ description: 'Organisation, for the audit file (XAF).' }),
  journal: code.meta({ description: 'Journal (dagboek) of the financial package.' }),
  accounts: z.strictObject({
    'provider-payable': account,
    'municipality-receivable': account,
    claim: account,
    'lump-sum': account,
    suspense: account,
    payment: account,
    receipt: account,
  }),
  parties: z
    .array(z.strictObject({ party: z.string().regex(/^([0-9]{4}|[0-9]{8}|organisation)$/), number: code }))
    .default([]),
});

/** A fault of accounts, with its place; `key` is the name of an unknown field, never printed. */
interface AccountsFault {
  readonly path: readonly PropertyKey[];
  readonly text: string;
  readonly key?: string | undefined;
}

/** Accounts of a region. */
export interface RegionAccounts extends AccountMapping {
  readonly region: string;
  /** Null where the file does not name it: then no audit file can be written. */
  readonly company: Company | null;
}

/** Remedy for a value that the schema does not describe itself; undefined leaves it to zod. */
function remedyOf(issue: z.core.$ZodRawIssue): string | undefined {
  const { code: kind, input, expected } = issue;
  if (kind === 'unrecognized_keys') return unknownNames('body')(issue);
  if (kind !== 'invalid_type') return undefined;
  if (input === undefined) return 'is missing: add it';
  if (input === null) return 'is empty: fill it in, or remove it';
  return expected === 'string' && typeof input === 'number' ? 'is a number: put it in quotes' : undefined;
}

/** Reads accounts from the value of a file or a body: the accounts, or every fault with its path. */
export function readAccounts(
  value: unknown,
): { readonly accounts: RegionAccounts } | { readonly faults: readonly AccountsFault[] } {
  const parsed = accountsSchema.safeParse(value, { error: remedyOf });
  if (!parsed.success)
    return {
      faults: parsed.error.issues.map((issue) => ({
        path: issue.path,
        text: issue.message,
        ...(issue.code === 'unrecognized_keys' ? { key: issue.keys[0] } : {}),
      })),
    };
  const { region, company, journal, accounts, parties } = parsed.data;
  return {
    accounts: { region, company, journal, accounts, parties: new Map(parties.map((one) => [one.party, one.number])) },
  };
}

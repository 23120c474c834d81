import { z } from 'zod';
import { correctionMethodOf, indexed, indexRate } from '@regieboek/billing';
import {
  billedByMonth,
  capacityKind,
  contractAgreed,
  contractLevel,
  fields,
  helpForm,
  ijwSettings,
  lumpSum,
  merger,
  paidBy,
  product,
  retentionTerms,
  smallCellLimit,
  type Contract,
  type RegionDefinition,
} from '@regieboek/events';
import { Faults, fromDay, limits, plausibleFaults } from '@regieboek/kernel';
import { latestToday, readYaml } from '@regieboek/platform';
import { mergersOf, regionFileFaults, type RegionFile } from '../domain/contract-faults.js';

/** A fault with its line in the file. */
export interface FileFault {
  readonly line: number;
  readonly text: string;
}

const percent = z
  .string()
  .regex(/^-?[0-9]{1,2}\.[0-9]{2}$/, 'a percentage with two decimals, in quotes, such as "4.96" or "-0.30"')
  .transform((text) => Number(text.replace('.', '')));

const figures = z.strictObject({ ova: percent, ppc: percent });

const indexFigures = z.strictObject({
  provisional: figures,
  yearBefore: z.strictObject({ provisional: figures, final: figures }).optional(),
  method: z.enum(['quotient', 'difference']).optional(),
});

const index = z.union([percent, indexFigures]);

/** First day of the Jeugdwet: a rule that applies from this day has always applied. */
const ALWAYS = '2015-01-01' as z.output<typeof fields.date>;

const span = { from: fields.date, to: fields.date.nullable().default(null) };

/** A tariff in cents, or an indexation of the tariff before it. */
const tariff = z.union([z.strictObject({ ...span, cents: fields.cents.min(0) }), z.strictObject({ ...span, index })], {
  error: 'must have from, to and either cents (an integer) or index (a percentage or the OVA and PPC figures)',
});

const provider = z.strictObject({
  agb: fields.provider,
  name: fields.safeText(1, 200),
  ...span,
  kvk: contractAgreed.schema.shape.kvk,
  level: contractLevel.exactOptional(),
  products: z
    .array(
      z.strictObject({
        ...product.shape,
        tariffs: z.array(tariff).default([]),
        shortStayDays: product.shape.shortStayDays.default(null),
        counting: z
          .strictObject({
            ...product.shape.counting.shape,
            fundedAbsence: product.shape.counting.shape.fundedAbsence.default(null),
          })
          .default({ method: 'NIGHT', fundedAbsence: null }),
      }),
    )
    .default([]),
  lumpSums: z.array(lumpSum).default([]),
  ...billedByMonth,
  capacity: z
    .array(
      z.strictObject({
        group: fields.safeText(1, 100),
        form: fields.careForm,
        places: z.int().min(0),
        kind: capacityKind.exactOptional(),
        ...span,
      }),
    )
    .default([]),
});

/** The region file `contracts.yaml`, format regieboek-contracts/1; described in docs/contracts-file.md. */
export const regionFileSchema = z.strictObject({
  format: z.literal('regieboek-contracts/1'),
  region: z.strictObject({ id: fields.region, name: fields.safeText(1, 200), organisation: fields.safeText(1, 200) }),
  residence: z
    .strictObject({
      gapToleranceDays: z.int().min(0).default(0),
      partTimeStayPolicy: z.enum(['chain', 'ambulant']).default('chain'),
      wlzStayFrom: fields.date.default('2025-01-01' as z.output<typeof fields.date>),
    })
    .prefault({}),
  /** Terms before data of a youth may be erased (docs/access.md). */
  retention: retentionTerms.exactOptional(),
  /** Counts below it are hidden in public figures (docs/figures.md). */
  smallCellLimit: smallCellLimit.exactOptional(),
  ijw: ijwSettings.default({}),
  municipalities: z.array(z.strictObject({ code: fields.municipality, name: fields.safeText(1, 200), ...span })).min(1),
  mergers: z.array(merger.strict()).default([]),
  providersPaidBy: z
    .union([paidBy.shape.by.transform((by) => [{ from: ALWAYS, by }]), z.array(paidBy.strict())], {
      error: 'must be a municipality or organisation, or a list of { from, by } with one of these',
    })
    .default([]),
  helpForms: z
    .array(
      z.strictObject({
        ...helpForm.shape,
        to: helpForm.shape.to.default(null),
        successor: helpForm.shape.successor.default(null),
      }),
    )
    .default([]),
  providers: z.array(provider).default([]),
});

type ParsedFile = z.output<typeof regionFileSchema>;
type ParsedTariff = z.output<typeof tariff>;
type ParsedFigures = z.output<typeof indexFigures>;

/** Rate of a contract year from its figures; the year determines how the previous year is corrected unless the file does. */
function rateOf({ provisional, yearBefore, method }: ParsedFigures, from: string): number {
  const year = Number(from.slice(0, 4));
  return indexRate(provisional, yearBefore && { before: yearBefore, method: method ?? correctionMethodOf(year) });
}

/** Tariffs in cents: an indexed one follows from the tariff before it, rounded half up. */
function inCents(tariffs: readonly ParsedTariff[]): Contract['products'][number]['tariffs'] {
  let before = 0;
  return tariffs.map((one) => {
    if ('cents' in one) before = one.cents;
    else before = indexed(before, typeof one.index === 'number' ? one.index : rateOf(one.index, one.from));
    return { from: one.from, to: one.to, cents: before };
  });
}

const firstIsIndexed = (file: ParsedFile) =>
  file.providers.flatMap(({ products }, i) =>
    products.flatMap(({ tariffs, code }, j) =>
      tariffs[0] && 'index' in tariffs[0]
        ? [
            {
              path: ['providers', i, 'products', j, 'tariffs', 0],
              text: `the first tariff of ${code} cannot be an indexation: enter cents`,
            },
          ]
        : [],
    ),
  );

/** A municipality participates until the day before a reorganisation ends it, also where the file omits that day. */
function endedByMerger<Member extends { readonly code: string; readonly to: string | null }>(
  member: Member,
  file: Pick<ParsedFile, 'mergers'>,
): Member {
  const merger = mergersOf(file).byPredecessor.get(member.code);
  if (!merger) return member;
  const last = fromDay(merger.day - 1);
  return member.to !== null && member.to <= last ? member : { ...member, to: last };
}

function toRegionFile(file: ParsedFile): RegionFile {
  const region = file.region.id;
  const definition: RegionDefinition = {
    region,
    name: file.region.name,
    organisation: file.region.organisation,
    municipalities: file.municipalities.map((one) => endedByMerger(one, file)),
    mergers: file.mergers,
    providersPaidBy: file.providersPaidBy.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    ...(file.helpForms.length > 0 ? { helpForms: file.helpForms } : {}),
    parameters: {
      ...file.residence,
      ...(file.retention ? { retention: file.retention } : {}),
      ...(file.smallCellLimit ? { smallCellLimit: file.smallCellLimit } : {}),
    },
  };
  const contracts = file.providers.map(({ agb, products, ...rest }): Contract => ({
    region,
    provider: agb,
    ...rest,
    products: products.map((one) => ({ ...one, tariffs: inCents(one.tariffs) })),
  }));
  return { definition, contracts, settings: file.ijw };
}

/** For an unknown key, the place is the key itself, not the map that contains it. */
const placeOf = (issue: z.core.$ZodIssue): PropertyKey[] =>
  issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;

/** Remedy for a value for which the schema has no message; undefined leaves it to zod. */
function remedyOf({ code, input, expected, values }: z.core.$ZodRawIssue): string | undefined {
  if (code === 'unrecognized_keys') return 'is an unknown field: remove it, or correct its name';
  if (code === 'invalid_value' && Array.isArray(values) && values.some((one) => one === String(input)))
    return 'is a number: put it in quotes';
  if (code !== 'invalid_type') return undefined;
  if (input === undefined) return 'is missing: add it';
  if (input === null) return 'is empty: fill it in, or remove it';
  if (expected === 'string' && typeof input === 'number') return 'is a number: put it in quotes';
  return undefined;
}

/** Content of a region file, or every fault with its line. */
export type ReadRegionFile = { readonly file: RegionFile } | { readonly faults: readonly FileFault[] };

/** The kept faults, in order of their lines. */
function inOrder(found: Faults<FileFault>): FileFault[] {
  const faults = [...found.kept].sort((a, b) => a.line - b.line);
  return found.more === null ? faults : [...faults, { line: 1, text: found.more }];
}

/** Reads a region file. Returns its content, or every fault with its line: YAML, schema and content. */
export function readRegionFile(text: string): ReadRegionFile {
  const yaml = readYaml(text);
  if ('faults' in yaml) return { faults: yaml.faults };
  const parsed = regionFileSchema.safeParse(yaml.value, { error: remedyOf });
  const found = new Faults<FileFault>();
  const at = (path: readonly PropertyKey[], fault: string): void => {
    if (found.total >= limits.faults) found.add({ line: 1, text: fault });
    else found.add({ line: yaml.lineOf(path), text: `${path.map(String).join('.') || 'file'}: ${fault}` });
  };
  if (!parsed.success) {
    for (const issue of parsed.error.issues) at(placeOf(issue), issue.message);
    return { faults: inOrder(found) };
  }
  for (const { path, text: fault } of plausibleFaults(yaml.value, latestToday())) at(path, fault);
  const file = toRegionFile(parsed.data);
  for (const { path, text: fault } of [...firstIsIndexed(parsed.data), ...regionFileFaults(file)]) at(path, fault);
  return found.total > 0 ? { faults: inOrder(found) } : { file };
}

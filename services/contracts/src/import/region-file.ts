import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { indexed, indexRate } from '@regieboek/billing';
import { fields, ijwSettings, lumpSum, merger, product, type Contract, type RegionDefinition } from '@regieboek/events';
import { regionFileFaults, type RegionFile } from '../domain/contract-faults.js';

/** A fault with its line in the file. */
export interface FileFault {
  readonly line: number;
  readonly text: string;
}

const percent = z
  .string()
  .regex(/^[0-9]{1,2}\.[0-9]{2}$/, 'a percentage with two decimals, in quotes, such as "4.91"')
  .transform((text) => Number(text.replace('.', '')));

const figures = z.strictObject({ ova: percent, ppc: percent });

const index = z.union([
  percent,
  z.strictObject({
    provisional: figures,
    yearBefore: z.strictObject({ provisional: figures, final: figures }).optional(),
  }),
]);

const span = { from: fields.date, to: fields.date.nullable().default(null) };

/** A tariff in cents, or an indexation of the tariff before it. */
const tariff = z.union([z.strictObject({ ...span, cents: fields.cents.min(0) }), z.strictObject({ ...span, index })], {
  error: 'a tariff has from, to and either cents (a whole number) or index (a percentage or the OVA and PPC figures)',
});

const provider = z.strictObject({
  agb: fields.provider,
  name: z.string().min(1),
  ...span,
  products: z
    .array(
      z.strictObject({
        ...product.shape,
        tariffs: z.array(tariff),
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
  capacity: z
    .array(z.strictObject({ group: z.string().min(1), form: fields.careForm, places: z.int().min(0), ...span }))
    .default([]),
});

/** The region file `contracts.yaml`, format regieboek-contracts/1; described in docs/contracts-file.md. */
export const regionFileSchema = z.strictObject({
  format: z.literal('regieboek-contracts/1'),
  region: z.strictObject({ id: fields.region, name: z.string().min(1), organisation: z.string().min(1) }),
  residence: z
    .strictObject({
      gapToleranceDays: z.int().min(0).default(0),
      partTimeStayPolicy: z.enum(['chain', 'ambulant']).default('chain'),
      wlzStayFrom: fields.date.default('2026-01-01' as z.output<typeof fields.date>),
    })
    .prefault({}),
  ijw: ijwSettings.default({}),
  municipalities: z.array(z.strictObject({ code: fields.municipality, name: z.string().min(1), ...span })).min(1),
  mergers: z.array(merger.strict()).default([]),
  providers: z.array(provider).default([]),
});

type ParsedFile = z.output<typeof regionFileSchema>;
type ParsedTariff = z.output<typeof tariff>;

/** Tariffs in cents: an indexed one follows from the tariff before it, rounded half up. */
function inCents(tariffs: readonly ParsedTariff[]): Contract['products'][number]['tariffs'] {
  let before = 0;
  return tariffs.map((one) => {
    if ('cents' in one) before = one.cents;
    else
      before = indexed(
        before,
        typeof one.index === 'number' ? one.index : indexRate(one.index.provisional, one.index.yearBefore),
      );
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
              text: `the first tariff of ${code} cannot be an indexation: give cents`,
            },
          ]
        : [],
    ),
  );

function toRegionFile(file: ParsedFile): RegionFile {
  const region = file.region.id;
  const definition: RegionDefinition = {
    region,
    name: file.region.name,
    organisation: file.region.organisation,
    municipalities: file.municipalities,
    mergers: file.mergers,
    parameters: file.residence,
  };
  const contracts = file.providers.map(({ agb, products, ...rest }): Contract => ({
    region,
    provider: agb,
    ...rest,
    products: products.map((one) => ({ ...one, tariffs: inCents(one.tariffs) })),
  }));
  return { definition, contracts, settings: file.ijw };
}

/** Line of the deepest node on a path that exists. */
function lineOf(document: Document, counter: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(key)) : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return counter.linePos(Number(node.range[0])).line;
    }
  }
  return 1;
}

/** The value of the document; a ReferenceError when its aliases multiply without bound. */
function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError) return error;
    throw error;
  }
}

/** An unknown key is at fault itself, not the map that holds it. */
const placeOf = (issue: z.core.$ZodIssue): PropertyKey[] =>
  issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;

/** What to do about a value that the schema says nothing of itself; undefined leaves it to zod. */
function remedyOf({ code, input, expected, values }: z.core.$ZodRawIssue): string | undefined {
  if (code === 'unrecognized_keys') return 'is not known here: remove it, or correct its name';
  if (code === 'invalid_value' && Array.isArray(values) && values.some((one) => one === String(input)))
    return 'is a number here: put it in quotes';
  if (code !== 'invalid_type') return undefined;
  if (input === undefined) return 'is missing: add it';
  if (input === null) return 'is empty: fill it in, or remove it';
  if (expected === 'string' && typeof input === 'number') return 'is a number here: put it in quotes';
  return undefined;
}

/**
 * Reads a region file. Gives what it says, or every fault with its line: YAML, schema and content. Aliases are limited
 * and nothing outside the text is read.
 */
export function readRegionFile(text: string): { file: RegionFile } | { faults: FileFault[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map((error) => ({
        line: counter.linePos(error.pos[0]).line,
        text: `not YAML: ${error.message}`,
      })),
    };
  }
  const value = plain(document);
  if (value instanceof ReferenceError) return { faults: [{ line: 1, text: 'too many aliases: write the values out' }] };
  const parsed = regionFileSchema.safeParse(value, { error: remedyOf });
  const at = (path: readonly PropertyKey[], fault: string): FileFault => ({
    line: lineOf(document, counter, path),
    text: `${path.map(String).join('.') || 'file'}: ${fault}`,
  });
  if (!parsed.success) return { faults: parsed.error.issues.map((issue) => at(placeOf(issue), issue.message)) };
  const early = firstIsIndexed(parsed.data);
  const file = toRegionFile(parsed.data);
  const faults = [...early, ...regionFileFaults(file)].map(({ path, text: fault }) => at(path, fault));
  return faults.length > 0 ? { faults: faults.sort((a, b) => a.line - b.line) } : { file };
}

import { z } from 'zod';
import { starTables } from '../domain/star/tables.js';
import { biForms, type BiForm } from './forms.js';

/** Version of the form of the folder: programs that read it check this. */
export const BI_FORMAT = 1;

const file = z.strictObject({
  path: z.string().meta({ description: 'Place below the folder.' }),
  table: z.string(),
  month: z.string().nullable(),
  rows: z.int(),
  bytes: z.int(),
  sha256: z.string().meta({ description: 'SHA-256 of the file.' }),
  content: z
    .string()
    .meta({ description: 'SHA-256 of its rows, without the columns that say from what they were made.' }),
  position: z.int().meta({ description: 'Position of the log at which this content was first written.' }),
  sums: z.record(z.string(), z.int()).meta({ description: 'Sum of each column that adds up.' }),
});

/** A file of an export, with the figures by which a reader can check it. */
export type BiFile = z.output<typeof file>;

const column = z.strictObject({ name: z.string(), kind: z.string(), nl: z.string(), en: z.string() });

/** Definition of a table. */
export const tableDescription = z.strictObject({
  name: z.string(),
  kind: z.enum(['fact', 'dimension']),
  grain: z.strictObject({ nl: z.string(), en: z.string() }),
  key: z.array(z.string()),
  columns: z.array(column),
});

/** Contents of `manifest.json`: from what the folder was made, its files, and the definition of every column. */
export const biManifest = z.strictObject({
  format: z.literal(BI_FORMAT),
  region: z.string(),
  purpose: z.string().meta({ description: 'Purpose of the export (doel): pseudonyms differ for each.' }),
  receiver: z.string().meta({ description: 'Receiver of the export: pseudonyms differ for each.' }),
  form: z.enum(biForms),
  position: z.int().meta({ description: 'Position of the log up to which events count.' }),
  knownOn: z.string().meta({ description: 'Last day that is seen.', format: 'date' }),
  ruleSet: z.string().meta({ description: 'Version of the rules in force on that day.' }),
  rows: z.record(z.string(), z.int()).meta({ description: 'Rows of each table.' }),
  files: z.array(file),
  tables: z.array(tableDescription),
});

/** See `biManifest`. */
export type BiManifest = z.output<typeof biManifest>;

/** Definitions of all tables. */
export const tableDescriptions = (): BiManifest['tables'] =>
  starTables.map(({ name, kind, grain, key, columns }) => ({
    ...{ name, kind, grain, key: [...key] },
    columns: Object.entries(columns).map(([own, { kind: of, words }]) => ({ name: own, kind: of, ...words })),
  }));

/** Rows of each table over all files; a table without files has none. */
export function rowsByTable(files: readonly BiFile[]): Record<string, number> {
  const rows = Object.fromEntries(starTables.map(({ name }) => [name, 0]));
  for (const { table, rows: own } of files) rows[table] = (rows[table] ?? 0) + own;
  return rows;
}

/** Folder of a month or region within the export. */
export const pathOf = (
  { table, region, month }: { readonly table: string; readonly region: string; readonly month: string | null },
  ending: string,
): string => [table, `region=${region}`, ...(month === null ? [] : [`month=${month}`]), `part.${ending}`].join('/');

/** True for two exports to the same folder: of the same region, purpose, receiver and form. */
export const isSameDelivery = (
  one: Pick<BiManifest, 'region' | 'purpose' | 'receiver' | 'form'>,
  other: { readonly region: string; readonly purpose: string; readonly receiver: string; readonly form: BiForm },
): boolean =>
  one.region === other.region &&
  one.purpose === other.purpose &&
  one.receiver === other.receiver &&
  one.form === other.form;

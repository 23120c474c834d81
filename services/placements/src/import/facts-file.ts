/**
 * The residence facts file (CSV, UTF-8, comma or semicolon, first line names the columns); described in
 * docs/residence-facts-file.md. Every row is one fact about one youth; the BSN goes to the vault, the fact to the log.
 */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { fields, residenceFact, type Authorisation, type ResidenceFact } from '@regieboek/events';
import { passesElevenTest, type CalendarDate } from '@regieboek/kernel';
import type { Fault } from '@regieboek/platform';
import type { YouthCommand } from '../domain/youth.js';
import { Refused } from '@regieboek/platform';

/** Columns of the file; those in the first list must be there. */
export const requiredColumns = [
  'region',
  'bsn',
  'birthDate',
  'factId',
  'kind',
  'from',
  'to',
  'municipality',
  'detail',
  'recordedOn',
] as const;
export const optionalColumns = ['withdrawnOn', 'provider', 'regular', 'jjiLinked'] as const;

type Column = (typeof requiredColumns)[number] | (typeof optionalColumns)[number];
type Row = Partial<Record<Column, string>>;

/** A youth of the file with the commands of its rows, and the line of each. */
export interface FileYouth {
  readonly region: string;
  readonly bsn: string;
  readonly birth: CalendarDate;
  readonly commands: readonly { readonly line: number; readonly make: (youth: string) => YouthCommand }[];
}

const yes = (text: string | undefined): boolean => text === 'yes' || text === 'ja' || text === '1' || text === 'true';
const orNull = (text: string | undefined): string | null => (text ? text : null);

/** Fields of a residence fact from a row; what they must be is for the schema of the event to say. */
function factFields(row: Row): Record<string, unknown> {
  const { factId: id, kind, municipality, detail } = row;
  const span = { from: row.from, to: orNull(row.to) };
  switch (kind) {
    case 'registration':
      return { id, kind, ...span, municipality: orNull(municipality), address: detail };
    case 'mother-at-birth':
      return { id, kind, municipality };
    case 'custody':
      return { id, kind, ...span, municipality: orNull(municipality), holder: detail };
    case 'actual-stay':
      return { id, kind, ...span, municipality };
    case 'request':
      return { id, kind, on: row.from };
    case 'care':
      return {
        id,
        kind,
        ...span,
        form: detail,
        provider: row.provider,
        regular: yes(row.regular),
        jjiLinked: yes(row.jjiLinked),
      };
    case 'decision':
      return { id, kind, ...span, municipality, ground: detail };
    default:
      return { kind };
  }
}

const extension = '-verlenging';

/** Kinds of rows that are no residence fact. */
const otherKinds = ['authorisation', 'absence'];

const kinds = [...residenceFact.options.map(({ shape }) => shape.kind.value), ...otherKinds];

const factId = z.string().min(1, 'is empty: give every fact an id').max(64, 'is longer than 64 characters: shorten it');

/** A row of a kind that cannot be withdrawn: a day there would be lost without a word. */
const notWithdrawn = z.undefined({ error: 'only residence facts can be withdrawn: leave it empty' });

const authorisationRow = z.object({
  id: factId,
  detail: z.enum(['machtiging', 'spoedmachtiging', 'voorwaardelijke-machtiging']),
  withdrawnOn: notWithdrawn,
  from: fields.date,
  to: fields.date,
});

const absenceRow = z.object({
  id: factId,
  provider: fields.provider,
  detail: z.enum(['holiday', 'weekend', 'runaway', 'admission']),
  withdrawnOn: notWithdrawn,
  from: fields.date,
  to: fields.date,
});

const head = z.object({
  region: fields.region,
  bsn: z.string().refine(passesElevenTest, 'is not a citizen service number (eleven test)'),
  birthDate: fields.date,
  recordedOn: fields.date,
  withdrawnOn: fields.date.optional(),
  kind: z.enum(kinds),
});

type Head = z.output<typeof head>;

/** Name of the column that a field of a fact comes from. */
const columnOf: Readonly<Record<string, string>> = {
  id: 'factId',
  on: 'from',
  address: 'detail',
  holder: 'detail',
  form: 'detail',
  ground: 'detail',
};

type Make = (youth: string, head: Head) => YouthCommand;

function authorisationIn(row: Row): Authorisation {
  const text = row.detail ?? '';
  const isExtension = text.endsWith(extension);
  const { id, detail, from, to } = authorisationRow.parse({
    id: row.factId,
    detail: isExtension ? text.slice(0, -extension.length) : text,
    withdrawnOn: row.withdrawnOn || undefined,
    from: row.from,
    to: row.to,
  });
  return { id, kind: detail, extension: isExtension, from, to };
}

/** What a row makes known. Throws ZodError with every fault of it; those of the columns of every kind are in `head`. */
function commandsOf(row: Row): Make[] {
  if (row.kind === 'authorisation') {
    const authorisation = authorisationIn(row);
    return [(youth, { recordedOn }) => ({ kind: 'record-authorisation', youth, authorisation, recordedOn })];
  }
  if (row.kind === 'absence') {
    const given = { ...row, id: row.factId, withdrawnOn: row.withdrawnOn || undefined };
    const { id, provider, detail, from, to } = absenceRow.parse(given);
    return [(youth) => ({ kind: 'record-absence', youth, absence: { youth, id, provider, kind: detail, from, to } })];
  }
  const fact: ResidenceFact = residenceFact.parse(factFields(row));
  const record: Make = (youth, { recordedOn }) => ({ kind: 'record-fact', youth, fact, recordedOn });
  const { data: withdrawnOn } = fields.date.safeParse(row.withdrawnOn);
  if (!withdrawnOn) return [record];
  return [record, (youth) => ({ kind: 'withdraw-fact', youth, factId: fact.id, withdrawnOn })];
}

const faultsIn = (line: number, error: z.ZodError): Fault[] =>
  error.issues.map((issue) => {
    const field = String(issue.path[0] ?? 'kind');
    return { place: `line ${line}, column ${columnOf[field] ?? field}`, text: issue.message };
  });

const knownColumns: ReadonlySet<string> = new Set([...requiredColumns, ...optionalColumns]);

/** Names of the columns as they stand. Throws Refused when one is there twice: one of the two would be lost. */
function columnsOf(names: string[]): string[] {
  const twice = names.flatMap((name, i) => (knownColumns.has(name) && names.indexOf(name) < i ? [i + 1] : []));
  if (twice.length === 0) return names;
  const text = 'has the name of an earlier column: remove one of them';
  throw new Refused(twice.map((number) => ({ place: `line 1, column ${number}`, text })));
}

function rowsOf(text: string): { row: Row; line: number }[] {
  const delimiter = text.slice(0, text.indexOf('\n')).includes(';') ? ';' : ',';
  try {
    const records = parse<{ record: Row; info: { lines: number } }>(text, {
      columns: columnsOf,
      delimiter,
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: false,
    });
    return records.map(({ record, info }) => ({ row: record, line: info.lines }));
  } catch (error) {
    if (error instanceof Refused) throw error;
    const lines = error instanceof Error && 'lines' in error ? Number(error.lines) : 1;
    throw new Refused([
      { place: `line ${lines}`, text: 'is not a row of this CSV file: check quotes and the number of columns' },
    ]);
  }
}

function checkColumns(rows: readonly { row: Row }[]): void {
  const [first] = rows;
  if (!first)
    throw new Refused([
      { place: 'line 1', text: `the file has no rows; its first line names the columns ${requiredColumns.join(', ')}` },
    ]);
  const missing = requiredColumns.filter((column) => !(column in first.row));
  // By number, never by name: without a first line of names, these are the values of a child.
  const unknown = Object.keys(first.row).flatMap((column, i) => (knownColumns.has(column) ? [] : [i + 1]));
  if (missing.length + unknown.length > 0) {
    throw new Refused([
      ...missing.map((column) => ({ place: 'line 1', text: `column ${column} is missing: add it` })),
      ...unknown.map((number) => ({
        place: `line 1, column ${number}`,
        text: 'has a name that is not known here: remove the column, or correct its name',
      })),
    ]);
  }
}

/** Other columns that hold the BSN, such as an id made from it: what they say goes to the log, which never holds one. */
const bsnElsewhere = (row: Row, line: number, bsn: string): Fault[] =>
  Object.entries(row)
    .filter(([column, value]) => column !== 'bsn' && value.includes(bsn))
    .map(([column]) => ({
      place: `line ${line}, column ${column}`,
      text: 'holds the citizen service number: write something that names nobody',
    }));

interface ReadRow {
  readonly head: Head | undefined;
  readonly makes: readonly Make[];
  readonly faults: readonly Fault[];
}

function readRow(row: Row, line: number): ReadRow {
  const parsed = head.safeParse({ ...row, withdrawnOn: row.withdrawnOn || undefined });
  const faults = parsed.success ? bsnElsewhere(row, line, parsed.data.bsn) : faultsIn(line, parsed.error);
  if (!row.kind || !kinds.includes(row.kind)) return { head: parsed.data, makes: [], faults };
  try {
    return { head: parsed.data, makes: commandsOf(row), faults };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return { head: parsed.data, makes: [], faults: [...faults, ...faultsIn(line, error)] };
  }
}

type Collected = FileYouth & { commands: { line: number; make: (youth: string) => YouthCommand }[] };

/** Reads a facts file. Throws Refused with every fault: line, column and what is expected; never a BSN. */
export function readFactsFile(text: string): FileYouth[] {
  const rows = rowsOf(text);
  checkColumns(rows);
  const youths = new Map<string, Collected>();
  const faults: Fault[] = [];
  for (const { row, line } of rows) {
    const { head: found, makes, faults: own } = readRow(row, line);
    faults.push(...own);
    if (!found) continue;
    const { region, bsn, birthDate } = found;
    const key = `${region}/${bsn}`;
    const youth = youths.get(key) ?? { region, bsn, birth: birthDate, commands: [] };
    youths.set(key, youth);
    if (youth.birth !== birthDate)
      faults.push({ place: `line ${line}, column birthDate`, text: 'differs from an earlier row of the same youth' });
    for (const make of makes) youth.commands.push({ line, make: (id) => make(id, found) });
  }
  if (faults.length > 0) throw new Refused(faults);
  return [...youths.values()];
}

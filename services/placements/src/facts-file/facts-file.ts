/**
 * The residence facts file (CSV, as people and spreadsheets write it; the first line names the columns); described in
 * docs/residence-facts-file.md. Every row is one fact about one youth; the BSN goes to the vault, the fact to the log.
 */
import { z } from 'zod';
import { fields, residenceFact, type Authorisation, type ResidenceFact } from '@regieboek/events';
import { Faults, passesElevenTest, type CalendarDate } from '@regieboek/kernel';
import type { Fault } from '@regieboek/platform';
import type { YouthCommand } from '../domain/youth.js';
import { Refused } from '@regieboek/intake';
import { listed } from '@regieboek/platform';
import { groundIn, isoDay, withZeros, yesOrNo } from './sheet-values.js';
import { optionalColumns, requiredColumns, type Row } from './columns.js';
import { sheetOf, type Sheet } from './spreadsheet-rows.js';
import { bsnElsewhere } from './bsn-elsewhere.js';

/** A youth of the file with the commands of its rows, and the line of each. */
export interface FileYouth {
  readonly region: string;
  readonly bsn: string;
  readonly birth: CalendarDate;
  /** Last day on which one of its rows was recorded. */
  readonly toldOn: CalendarDate;
  readonly commands: readonly { readonly line: number; readonly command: YouthCommand }[];
}

/** Youth of a command until the vault has identified the youth. */
const NOBODY = '';

/** A command of a file for the youth that the vault knows. */
export const commandFor = (command: YouthCommand, youth: string): YouthCommand =>
  command.kind === 'record-absence'
    ? { ...command, youth, absence: { ...command.absence, youth } }
    : { ...command, youth };

const orNull = (text: string | undefined): string | null => (text ? text : null);

/** Columns with yes or no. */
const flags = z.object({ regular: yesOrNo, jjiLinked: yesOrNo });

/** Fields of a residence fact from a row; they are validated by the schema of the event and by `head`. */
function factFields(row: Row): Record<string, unknown> {
  const { factId: id, kind, municipality, detail } = row;
  const span = { from: row.from, to: orNull(row.to) };
  const given = flags.safeParse(row).data ?? { regular: false, jjiLinked: false };
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
        ...given,
      };
    case 'decision':
      return {
        id,
        kind,
        ...span,
        municipality,
        ground: groundIn(detail ?? ''),
        ...(row.reference ? { reference: row.reference } : {}),
      };
    default:
      return { kind };
  }
}

const extension = '-verlenging';

/** Kinds of rows other than residence facts. */
const otherKinds = ['authorisation', 'absence'];

const kinds = [...residenceFact.options.map(({ shape }) => shape.kind.value), ...otherKinds];

const factId = fields.givenId;

/** Refuses a day of withdrawal in a row of a kind that cannot be withdrawn: it would be ignored silently. */
const notWithdrawn = z.undefined({ error: 'must be empty: only residence facts can be withdrawn' });

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
  ...flags.shape,
});

type Head = z.output<typeof head>;

/** Name of the source column of a field of a fact. */
const columnOf: Readonly<Record<string, string>> = {
  id: 'factId',
  on: 'from',
  address: 'detail',
  holder: 'detail',
  form: 'detail',
  ground: 'detail',
};

type Make = (head: Head) => YouthCommand;

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

/** Content of a row. Throws ZodError with every fault of it; those of the columns of every kind are in `head`. */
function commandsOf(row: Row): Make[] {
  if (row.kind === 'authorisation') {
    const authorisation = authorisationIn(row);
    return [({ recordedOn }) => ({ kind: 'record-authorisation', youth: NOBODY, authorisation, recordedOn })];
  }
  if (row.kind === 'absence') {
    const given = { ...row, id: row.factId, withdrawnOn: row.withdrawnOn || undefined };
    const { id, provider, detail, from, to } = absenceRow.parse(given);
    const absence = { youth: NOBODY, id, provider, kind: detail, from, to };
    return [() => ({ kind: 'record-absence', youth: NOBODY, absence })];
  }
  const fact: ResidenceFact = residenceFact.parse(factFields(row));
  const record: Make = ({ recordedOn }) => ({ kind: 'record-fact', youth: NOBODY, fact, recordedOn });
  const { data: withdrawnOn } = fields.date.safeParse(row.withdrawnOn);
  if (!withdrawnOn) return [record];
  return [record, () => ({ kind: 'withdraw-fact', youth: NOBODY, factId: fact.id, withdrawnOn })];
}

const faultsIn = (line: number, error: z.ZodError): Fault[] =>
  error.issues.map((issue) => {
    const field = String(issue.path[0] ?? 'kind');
    return { place: `line ${line}, column ${columnOf[field] ?? field}`, text: issue.message };
  });

const knownColumns: ReadonlySet<string> = new Set([...requiredColumns, ...optionalColumns]);

const isRequired = (column: string): boolean => requiredColumns.some((one) => one === column);

/** Throws Refused for a repeated column: one of the two would be ignored. */
function checkTwice(names: readonly string[]): void {
  const twice = names.flatMap((name, i) => (knownColumns.has(name) && names.indexOf(name) < i ? [i + 1] : []));
  if (twice.length === 0) return;
  const text = 'is a duplicate column: remove one of them';
  throw new Refused(twice.map((number) => ({ place: `line 1, column ${number}`, text })));
}

/** Throws Refused when a row lacks a cell of a column that must be there; spreadsheets leave out empty last cells only. */
function checkLengths({ columns, rows }: Sheet): void {
  const needed = columns.findLastIndex((column) => isRequired(column)) + 1;
  const short = rows.filter(({ cells }) => cells.length < needed);
  if (short.length === 0) return;
  const text = 'has fewer cells than the header has columns: check quotes and delimiters';
  throw new Refused(short.map(({ line }) => ({ place: `line ${line}`, text })));
}

/** The row with its days and codes in our notation, however a spreadsheet saved them. */
function normal(row: Row): Row {
  const days = ['birthDate', 'from', 'to', 'recordedOn', 'withdrawnOn'] as const;
  return {
    ...row,
    ...Object.fromEntries(days.flatMap((day) => (row[day] === undefined ? [] : [[day, isoDay(row[day])]]))),
    bsn: withZeros(row.bsn ?? '', 9, 8),
    municipality: withZeros(row.municipality ?? '', 4, 1),
  };
}

function rowsOf(sheet: Sheet): { row: Row; line: number }[] {
  const { columns, rows } = sheet;
  return rows.map(({ line, cells }) => ({
    row: normal(
      Object.fromEntries(columns.flatMap((column, i) => (cells[i] === undefined ? [] : [[column, cells[i]]]))),
    ),
    line,
  }));
}

function checkColumns({ columns, rows }: Sheet): void {
  if (rows.length === 0)
    throw new Refused([
      { place: 'line 1', text: `the file has no rows; its header must name ${requiredColumns.join(', ')}` },
    ]);
  checkTwice(columns);
  const missing = requiredColumns.filter((column) => !columns.includes(column));
  // Names columns by number: in a file without a header line, the names are values of a youth.
  const unknown = columns.flatMap((column, i) => (knownColumns.has(column) ? [] : [i + 1]));
  if (missing.length + unknown.length > 0) {
    throw new Refused([
      ...missing.map((column) => ({ place: 'line 1', text: `column ${column} is missing: add it` })),
      ...unknown.map((number) => ({
        place: `line 1, column ${number}`,
        text: 'is an unknown column: remove it, or correct its name',
      })),
    ]);
  }
}

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
    const more = faultsIn(line, error).filter(({ place }) => !faults.some((one) => one.place === place));
    return { head: parsed.data, makes: [], faults: [...faults, ...more] };
  }
}

type Collected = FileYouth & { toldOn: CalendarDate; commands: { line: number; command: YouthCommand }[] };

/** Reads a facts file. Throws Refused with every fault: line, column and the expected value; never a BSN. */
export function readFactsFile(text: string): FileYouth[] {
  const sheet = sheetOf(text);
  checkColumns(sheet);
  checkLengths(sheet);
  const youths = new Map<string, Collected>();
  const faults = new Faults<Fault>();
  for (const { row, line } of rowsOf(sheet)) {
    const { head: found, makes, faults: own } = readRow(row, line);
    faults.add(...own);
    if (!found) continue;
    const { region, bsn, birthDate } = found;
    const key = `${region}/${bsn}`;
    const youth = youths.get(key) ?? { region, bsn, birth: birthDate, toldOn: found.recordedOn, commands: [] };
    if (found.recordedOn > youth.toldOn) youth.toldOn = found.recordedOn;
    youths.set(key, youth);
    if (found.recordedOn < birthDate)
      faults.add({
        place: `line ${line}, column recordedOn`,
        text: 'lies before the date of birth: correct one of them',
      });
    if (youth.birth !== birthDate)
      faults.add({ place: `line ${line}, column birthDate`, text: 'differs from an earlier row of the same youth' });
    for (const make of makes) youth.commands.push({ line, command: make(found) });
  }
  if (faults.total > 0) throw new Refused(listed(faults));
  return [...youths.values()];
}

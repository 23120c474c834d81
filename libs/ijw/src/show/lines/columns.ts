import type { MessageType } from '../../generated/elements.js';
import { schemaOf } from '../../schema/schema.js';
import { classAt, columnsOf, type CellKind, type CellValue, type LineColumn } from '../class-columns.js';
import { linePlaces } from './places.js';
import type { MessageLine } from '../message-lines.js';

const aboutMessage = [
  'Afzender',
  'Ontvanger',
  'BerichtIdentificatie.Identificatie',
  'BerichtIdentificatie.Dagtekening',
  'IdentificatieRetour',
  'DagtekeningRetour',
  'DeclaratieIdentificatie.Identificatie',
  'DeclaratieIdentificatie.Dagtekening',
];

/** Fields of a body that apply to each of its lines: not its totals and codes, which would be counted once per line. */
const aboutBody = [
  'DeclaratieNummer',
  'DeclaratiePeriode.Begindatum',
  'DeclaratiePeriode.Einddatum',
  'DeclaratieDagtekening',
  'ReferentieAanbieder',
  'RedenVerzoek',
];

/** Columns that are not elements of the standard. */
const own: readonly LineColumn[] = [
  ownColumn('Bericht', 'text', ({ type }) => type),
  ownColumn('Klasse', 'text', ({ lineClass }) => lineClass),
  ownColumn('ClientVolgnummer', 'integer', ({ clientNumber }) => clientNumber),
  ownColumn('RegelVolgnummer', 'integer', ({ lineNumber }) => lineNumber),
];

function ownColumn(name: string, kind: CellKind, of: (line: MessageLine) => CellValue): LineColumn {
  return { name, kind, of, masked: of };
}

const named = (columns: readonly LineColumn[], names: readonly string[]): LineColumn[] =>
  columns.filter(({ name }) => names.includes(name));

/** Separates the return codes of a client from those of its lines. */
const ofClient = (column: LineColumn): LineColumn =>
  column.name === 'RetourCodes' ? { ...column, name: 'Client.RetourCodes' } : column;

/** Columns of one type; a name may occur twice when classes share an element, and then has the same value. */
function columnsOfType(type: MessageType): LineColumn[] {
  const root = schemaOf(type).root.type;
  if (root.kind !== 'complex') throw new Error(`${type} has no classes: regenerate the tables`);
  const { body, clients, lists } = linePlaces[type];
  const client = classAt(root, clients);
  return [
    ...own,
    ...named(columnsOf('header', classAt(root, ['header'])), aboutMessage),
    ...(body ? named(columnsOf('body', classAt(root, body)), aboutBody) : []),
    ...(clients.length > 0 ? named(columnsOf('client', client), ['Bsn', 'RetourCodes']).map(ofClient) : []),
    ...lists.flatMap(({ path }) => columnsOf('line', classAt(client, path))),
  ];
}

/** A column for several types: each line is read by the column of its type. */
function merged(first: LineColumn, byType: ReadonlyMap<MessageType, LineColumn>): LineColumn {
  return {
    name: first.name,
    kind: first.kind,
    of: (line) => byType.get(line.type)?.of(line),
    masked: (line) => byType.get(line.type)?.masked(line),
  };
}

/**
 * Columns for the lines of messages of these types, in a fixed order: first those of message and client, then the elements of the
 * line in the order of the standard. The same types always have the same columns, for any lines.
 */
export function lineColumns(types: Iterable<MessageType>): readonly LineColumn[] {
  const found = new Map<string, { first: LineColumn; byType: Map<MessageType, LineColumn> }>();
  for (const type of [...new Set(types)].sort())
    for (const column of columnsOfType(type)) {
      const known = found.get(column.name) ?? { first: column, byType: new Map<MessageType, LineColumn>() };
      if (!known.byType.has(type)) known.byType.set(type, column);
      found.set(column.name, known);
    }
  return [...found.values()].map(({ first, byType }) => merged(first, byType));
}

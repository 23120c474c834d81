import { fromDay, OPEN } from '@regieboek/kernel';
import type { RegionNames } from '../names/region-names.js';
import { careKinds, factKinds, type AssignmentTable, type CareTable, type FactTable } from '../encode/segment.js';
import { at, NONE, textAt } from '../tables/table.js';

/** An event for `RegionHistory.apply`. */
export interface DecodedEvent {
  readonly stream: string;
  readonly position: number;
  readonly type: string;
  readonly data: unknown;
}

/** Dictionaries to read rows with. */
export type RowNames = Pick<RegionNames, 'words' | 'declarations'> & {
  /** Pseudonym of a youth. */
  readonly youth: (number: number) => string;
  /** The same in UTF-8. */
  readonly youthBytes: (number: number) => Uint8Array;
};

const dateOrNull = (day: number): string | null => (day === OPEN ? null : fromDay(day));

export const wordOrNull = ({ words }: RowNames, number: number): string | null =>
  number === NONE ? null : words.text(number);

/** The event of a row of facts. */
export function factEvent({ column, text }: FactTable, row: number, names: RowNames): DecodedEvent {
  const youth = names.youth(at(column.youth, row));
  const kind = factKinds[at(column.kind, row)];
  const from = fromDay(at(column.from, row));
  const position = at(column.position, row);
  if (kind === 'registered')
    return { stream: '', position, type: 'placements.youth-registered.v1', data: { youth, birth: from } };
  const id = textAt(text, row);
  const municipality = wordOrNull(names, at(column.municipality, row));
  const recordedOn = fromDay(at(column.recordedOn, row));
  const fact = { id, ...content(kind, { from, to: dateOrNull(at(column.to, row)), municipality }) };
  return {
    stream: '',
    position,
    type: 'placements.residence-fact-recorded.v1',
    data: { youth, recordedOn, fact },
  };
}

interface FactContent {
  readonly from: string;
  readonly to: string | null;
  readonly municipality: string | null;
}

function content(kind: (typeof factKinds)[number] | undefined, { from, to, municipality }: FactContent): object {
  switch (kind) {
    case 'mother-at-birth':
      return { kind, municipality };
    case 'request':
      return { kind, on: from };
    case 'actual-stay':
      return { kind, municipality, from, to };
    case 'ouder':
    case 'voogd':
    case 'GI':
    case 'overleden':
    case 'gezag-verloren':
    case 'geen':
    case 'onbekend':
      return { kind: 'custody', holder: kind, municipality, from, to };
    default:
      return { kind: 'registration', address: kind, municipality, from, to };
  }
}

/** The event of a row of care. */
export function careEvent({ column }: CareTable, row: number, names: RowNames): DecodedEvent {
  const kind = careKinds[at(column.kind, row)] ?? 'care-started';
  const assignment = at(column.assignment, row);
  const key = {
    youth: names.youth(at(column.youth, row)),
    municipality: wordOrNull(names, at(column.municipality, row)),
    provider: wordOrNull(names, at(column.provider, row)),
    assignment: assignment === NONE ? null : assignment,
    category: wordOrNull(names, at(column.category, row)),
    code: wordOrNull(names, at(column.code, row)),
    begin: fromDay(at(column.begin, row)),
  };
  const isStop = kind === 'care-stopped' || kind === 'care-stop-withdrawn';
  const stop = isStop ? { end: fromDay(at(column.end, row)), reason: wordOrNull(names, at(column.reason, row)) } : {};
  return { stream: '', position: at(column.position, row), type: `placements.${kind}.v1`, data: { ...key, ...stop } };
}

/** The event of a row of assignments; without its text fields when the table was read without them. */
export function assignmentEvent({ column, text }: AssignmentTable, row: number, names: RowNames): DecodedEvent {
  const told = textAt(text, row);
  const rest: unknown = told === '' ? {} : JSON.parse(told);
  const data = {
    youth: names.youth(at(column.youth, row)),
    municipality: wordOrNull(names, at(column.municipality, row)),
    provider: wordOrNull(names, at(column.provider, row)),
    number: at(column.number, row),
    category: wordOrNull(names, at(column.category, row)),
    code: wordOrNull(names, at(column.code, row)),
    from: fromDay(at(column.from, row)),
    to: dateOrNull(at(column.to, row)),
    ...(typeof rest === 'object' ? rest : {}),
  };
  return { stream: '', position: at(column.position, row), type: 'placements.assignment-decided.v1', data };
}

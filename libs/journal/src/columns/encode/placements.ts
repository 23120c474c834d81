import { OPEN, toDay } from '@regieboek/kernel';
import type { Assignment, CareKey, DomainEvent, ResidenceFact } from '@regieboek/events';
import type { RegionNames } from '../names/region-names.js';
import type { GrowingRows } from '../tables/growing-rows.js';
import {
  type assignmentColumns,
  type careColumns,
  careKinds,
  type factColumns,
  factKind,
  type factKinds,
} from './segment.js';
import { fits, NONE } from '../tables/table.js';

/** A new row: its values in the order of the columns, and its text. */
export interface Row {
  readonly values: readonly number[];
  readonly text: string;
}

/** The growing tables of placements events. */
export interface PlacementTables {
  readonly facts: GrowingRows<(typeof factColumns)[number]>;
  readonly care: GrowingRows<(typeof careColumns)[number]>;
  readonly assignments: GrowingRows<(typeof assignmentColumns)[number]>;
}

/** A row for one of the tables, or null: the event has no columns and is stored as JSON. */
export type Encoded = { readonly table: 'facts' | 'care' | 'assignments'; readonly row: Row } | null;

const dayOrOpen = (date: string | null): number => (date === null ? OPEN : toDay(date));

/** Number of a word; -1 for null. */
export const wordOf = ({ words }: RegionNames, text: string | null): number =>
  text === null ? NONE : words.numberOf(text);

type FactKind = (typeof factKinds)[number];

interface Told {
  readonly kind: FactKind;
  readonly from: number;
  readonly to: number;
  readonly municipality: string | null;
}

function told(fact: ResidenceFact): Told | null {
  switch (fact.kind) {
    case 'registration':
      return { kind: fact.address, from: toDay(fact.from), to: dayOrOpen(fact.to), municipality: fact.municipality };
    case 'custody':
      return { kind: fact.holder, from: toDay(fact.from), to: dayOrOpen(fact.to), municipality: fact.municipality };
    case 'actual-stay':
      return { kind: fact.kind, from: toDay(fact.from), to: dayOrOpen(fact.to), municipality: fact.municipality };
    case 'mother-at-birth':
      return { kind: fact.kind, from: 0, to: 0, municipality: fact.municipality };
    case 'request':
      return { kind: fact.kind, from: toDay(fact.on), to: 0, municipality: null };
    default:
      return null;
  }
}

type FactRecorded = Extract<DomainEvent, { type: 'placements.residence-fact-recorded.v1' }>['data'];

function factRow(data: FactRecorded, position: number, names: RegionNames): Encoded {
  const one = told(data.fact);
  const kind = one ? factKind(one.kind) : NONE;
  // A later version may have addresses and holders without a number here.
  if (!one || kind === NONE || !data.fact.id.isWellFormed()) return null;
  const youth = names.youths.numberOf(data.youth);
  const values = [youth, position, toDay(data.recordedOn), kind, one.from, one.to, wordOf(names, one.municipality)];
  return { table: 'facts', row: { values, text: data.fact.id } };
}

interface Stop {
  readonly end: number;
  readonly reason: string | null;
}

function careRow(key: CareKey, place: { position: number; kind: number }, stop: Stop, names: RegionNames): Encoded {
  // The number that means "no assignment" cannot be an assignment number.
  if (key.assignment !== null && (!fits(key.assignment) || key.assignment === NONE)) return null;
  const values = [
    names.youths.numberOf(key.youth),
    place.position,
    place.kind,
    wordOf(names, key.municipality),
    wordOf(names, key.provider),
    key.assignment ?? NONE,
    wordOf(names, key.category),
    wordOf(names, key.code),
    toDay(key.begin),
    stop.end,
    wordOf(names, stop.reason),
  ];
  return { table: 'care', row: { values, text: '' } };
}

function assignmentRow(data: Assignment, position: number, names: RegionNames): Encoded {
  const { youth, municipality, provider, number, category, code, from, to, ...rest } = data;
  const text = JSON.stringify(rest);
  if (!fits(number)) return null;
  const values = [
    names.youths.numberOf(youth),
    position,
    wordOf(names, municipality),
    wordOf(names, provider),
    number,
    wordOf(names, category),
    wordOf(names, code),
    toDay(from),
    dayOrOpen(to),
  ];
  return { table: 'assignments', row: { values, text } };
}

const noStop: Stop = { end: 0, reason: null };
const careKind = (name: (typeof careKinds)[number]): number => careKinds.indexOf(name);

/** Row of an event of placements. Throws RangeError on a day that does not exist. */
export function encodePlacements(event: DomainEvent, position: number, names: RegionNames): Encoded {
  switch (event.type) {
    case 'placements.youth-registered.v1':
    case 'placements.birth-date-corrected.v1': {
      const { youth, birth } = event.data;
      const values = [names.youths.numberOf(youth), position, 0, factKind('registered'), toDay(birth), 0, NONE];
      return { table: 'facts', row: { values, text: '' } };
    }
    case 'placements.residence-fact-recorded.v1':
      return factRow(event.data, position, names);
    case 'placements.assignment-decided.v1':
      return assignmentRow(event.data, position, names);
    case 'placements.care-started.v1':
      return careRow(event.data, { position, kind: careKind('care-started') }, noStop, names);
    case 'placements.care-start-withdrawn.v1':
      return careRow(event.data, { position, kind: careKind('care-start-withdrawn') }, noStop, names);
    case 'placements.care-stopped.v1':
    case 'placements.care-stop-withdrawn.v1': {
      const kind = careKind(event.type === 'placements.care-stopped.v1' ? 'care-stopped' : 'care-stop-withdrawn');
      const { end, reason } = event.data;
      return careRow(event.data, { position, kind }, { end: toDay(end), reason }, names);
    }
    default:
      return null;
  }
}

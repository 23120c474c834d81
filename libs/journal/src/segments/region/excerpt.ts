import type { RegionDefinition } from '@regieboek/events';
import type { Day, Month } from '@regieboek/kernel';
import { assignmentEvent, careEvent, factEvent, type DecodedEvent } from '../../columns/read/decode-rows.js';
import { decidedLine } from '../../columns/read/decided-line.js';
import { linesOfAllMonths, youthsWithCreditsOfSuccessors } from '../../columns/read/lines-of-all-months.js';
import { allYouths, rowOfYouth, type YouthRange, type YouthTables } from '../../columns/read/collectors.js';
import { otherEvent, sideEvents } from '../../columns/read/known-region.js';
import type { LineTable } from '../../columns/encode/segment.js';
import { at, type Table } from '../../columns/tables/table.js';
import { RegionHistory, type DeclarationFilter } from '../../history/region-history.js';
import { isReportedBy } from '../../history/business-days.js';
import { LinesNeeded } from './lines-needed.js';
import { regionAt, type OpenedSegments } from './region-journal.js';

const LINES = 'finance.declaration-lines-decided.v1';

/** Selects part of a region's history: its definition and contracts always, the rest as far as it is named here. */
export interface HistorySelection {
  /** Months whose declarations are included, with their lines. */
  readonly periods: readonly Month[];
  /** Filter on these declarations; all when left out. */
  readonly wants?: DeclarationFilter;
  /** Pseudonyms of the youths to include, with their lines; all youths and lines when left out. */
  readonly youths?: readonly string[];
  /** Later position up to which the caller will apply events: earlier lines may become evidence of care by then. */
  readonly until?: number;
  /** Last business day that counts; without it everything in the log counts. */
  readonly toldBy?: Day;
}

/**
 * Municipalities (CBS codes) of a region that others merged into: a credit sent to one may belong to a debit sent to
 * another.
 */
export type SuccessorsOf = (definition: RegionDefinition) => ReadonlySet<string>;

/** Numbers of youths in order; youths that the segments do not know are left out. */
function numbersOf(youths: readonly string[], { manifest, names }: OpenedSegments): Int32Array {
  const wanted = new Set(youths);
  const numbers: number[] = [];
  if (wanted.size === 0) return new Int32Array(0);
  const end = manifest.segments.reduce((most, { firstYouth, youths: own }) => Math.max(most, firstYouth + own), 0);
  for (let number = 0; number < end && numbers.length < wanted.size; number += 1)
    if (wanted.has(names.youth(number))) numbers.push(number);
  return Int32Array.from(numbers);
}

/** Rows of a youth-ordered table about some youths; all rows about a youth when `youths` is null. */
function* rowsOf({ column, rows }: Table<'youth'>, youths: Int32Array | null): Generator<number> {
  if (!youths) {
    for (let row = rowOfYouth(column.youth, 0); row < rows; row += 1) yield row;
    return;
  }
  for (const youth of youths)
    for (let row = rowOfYouth(column.youth, youth); row < rows && at(column.youth, row) === youth; row += 1) yield row;
}

/** Events of lines: one for each event of the log that contains selected lines. */
function* lineEvents(
  table: LineTable,
  youths: Int32Array | null,
  { names }: OpenedSegments,
  wants: (row: number) => boolean = () => true,
): Generator<DecodedEvent> {
  const { column } = table;
  // A line without a known youth has no youth number, and comes before the others.
  const all = youths ? [...rowsOf(table, youths)] : Array.from({ length: table.rows }, (_, row) => row);
  const rows = all.filter(wants);
  rows.sort((a, b) => at(column.position, a) - at(column.position, b) || at(column.index, a) - at(column.index, b));
  for (const [position, own] of Map.groupBy(rows, (row) => at(column.position, row)))
    yield {
      stream: names.declarations.text(at(column.declaration, own[0] ?? 0)),
      position,
      type: LINES,
      data: { part: 0, lines: own.map((row) => decidedLine(table, row, names)) },
    };
}

/** Events about youths, with the youth number of each. */
function* youthEvents(
  { facts, care, assignments, other }: YouthTables,
  youths: Int32Array | null,
  { names }: OpenedSegments,
): Generator<readonly [youth: number, event: DecodedEvent]> {
  for (const row of rowsOf(facts, youths)) yield [at(facts.column.youth, row), factEvent(facts, row, names)];
  for (const row of rowsOf(care, youths)) yield [at(care.column.youth, row), careEvent(care, row, names)];
  for (const row of rowsOf(assignments, youths))
    yield [at(assignments.column.youth, row), assignmentEvent(assignments, row, names)];
  for (const row of rowsOf(other, youths)) yield [at(other.column.youth, row), otherEvent(other, row, names)];
}

const rangeOf = (youths: Int32Array | null): YouthRange => {
  if (!youths) return allYouths;
  return youths.length === 0 ? { least: 0, end: 0 } : { least: at(youths, 0), end: at(youths, youths.length - 1) + 1 };
};

/** Builds the events of an excerpt, in no particular order. */
class Excerpt {
  readonly events: DecodedEvent[] = [];
  /** Declarations of other months with lines among the events. */
  readonly #named = new Set<number>();
  readonly #asked: ReadonlySet<string>;
  readonly #youths: Int32Array | null;

  constructor(
    private readonly opened: OpenedSegments,
    { periods, youths }: HistorySelection,
    private readonly upTo: number,
    private readonly successorsOf: SuccessorsOf,
  ) {
    this.#asked = new Set(periods);
    this.#youths = youths ? numbersOf(youths, opened) : null;
  }

  /** Reads the selection; lines of other months as far as they are evidence of care up to a position. */
  make(until: number): DecodedEvent[] {
    const needed = this.#takeYouths(until);
    this.#takeLines();
    this.#takeLinesElsewhere(needed, until);
    this.#takeDeclarations();
    return this.events;
  }

  #isAsked(declaration: number): boolean {
    return this.#asked.has(this.opened.names.periods[declaration] ?? '');
  }

  #takeYouths(until: number): LinesNeeded {
    const needed = new LinesNeeded(until);
    if (this.#youths?.length === 0) return needed;
    for (const tables of this.opened.segments.wholeYouths(rangeOf(this.#youths)))
      for (const [youth, event] of youthEvents(tables, this.#youths, this.opened)) {
        needed.see(youth, event);
        this.events.push(event);
      }
    return needed;
  }

  #takeLines(): void {
    for (const period of this.#asked)
      for (const table of this.opened.segments.lines(period))
        for (const event of lineEvents(table, this.#youths, this.opened)) this.events.push(event);
  }

  /** Lines of other months: those in the index, and all lines of youths whom no index covers. */
  #takeLinesElsewhere(needed: LinesNeeded, until: number): void {
    if (this.#youths?.length === 0) return;
    const whole = this.#wholeYouths(needed, until);
    for (const table of this.opened.segments.evidenceOf(rangeOf(this.#youths)))
      this.#takeElsewhere(table, this.#youths, (row) => !whole.has(at(table.column.youth, row)));
    if (whole.size === 0) return;
    const { decided, months } = this.opened.declarations.of('', this.upTo);
    const others = months.filter((month) => !this.#asked.has(month));
    const all = linesOfAllMonths(this.opened.segments, whole, { months: others, upTo: this.upTo, decided });
    this.#takeElsewhere(all, null, () => true);
  }

  #takeElsewhere(table: LineTable, youths: Int32Array | null, isWanted: (row: number) => boolean): void {
    const wants = (row: number): boolean => {
      const declaration = at(table.column.declaration, row);
      if (this.#isAsked(declaration) || !isWanted(row)) return false;
      this.#named.add(declaration);
      return true;
    };
    for (const event of lineEvents(table, youths, this.opened, wants)) this.events.push(event);
  }

  /** Numbers of selected youths whose lines of all months must be read: no index covers them. */
  #wholeYouths(needed: LinesNeeded, until: number): Set<number> {
    const { names, segments } = this.opened;
    const found = needed.youths();
    const region = regionAt(this.opened, until);
    if (!region.definition || this.#asked.size === 0) return found;
    const successors = this.successorsOf(region.definition);
    const isSuccessor = (word: number) => successors.size > 0 && successors.has(names.words.text(word));
    const payers = Int32Array.from(names.payers);
    const isWanted = this.#youths && new Set(this.#youths);
    for (const month of this.#asked)
      for (const lines of segments.lines(month))
        for (const youth of youthsWithCreditsOfSuccessors(lines, payers, isSuccessor))
          if (!isWanted || isWanted.has(youth)) found.add(youth);
    return found;
  }

  #takeDeclarations(): void {
    const isWanted = (declaration: number) => this.#isAsked(declaration) || this.#named.has(declaration);
    for (const entry of this.opened.manifest.segments)
      for (const event of sideEvents({ other: this.opened.segments.other(entry) }, this.opened.names, isWanted))
        this.events.push(event);
  }
}

/** Part of the history of a region as known at a position, read from the segments. */
export function excerptAt(
  opened: OpenedSegments,
  wanted: HistorySelection,
  upTo: number,
  successorsOf: SuccessorsOf,
): RegionHistory {
  const { periods, wants = () => true, until = upTo, toldBy } = wanted;
  const asked: ReadonlySet<string> = new Set(periods);
  const events = new Excerpt(opened, wanted, upTo, successorsOf).make(until);
  const history = new RegionHistory((head) => asked.has(head.period) && wants(head), true);
  const isKnown = (event: DecodedEvent) =>
    event.position <= upTo && (toldBy === undefined || isReportedBy(event, toldBy));
  for (const event of events.sort((a, b) => a.position - b.position)) if (isKnown(event)) history.apply(event);
  history.position = upTo;
  return history;
}

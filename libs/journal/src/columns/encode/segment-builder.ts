import { toDay, Refusal } from '@regieboek/kernel';
import { decode, type DomainEvent } from '@regieboek/events';
import { parsed } from '../read/decided-line.js';
import { encodeLinesOf, lineTableOf } from './line-tables.js';
import { evidenceRows } from './evidence-rows.js';
import { encodePlacements, type PlacementTables } from './placements.js';
import { LineScanner } from '../scan/lines.js';
import { PlacementScanner } from '../scan/placements.js';
import { GrowingRows } from '../tables/growing-rows.js';
import { GrowingText } from '../tables/growing-table.js';
import type { RegionNames } from '../names/region-names.js';
import {
  assignmentColumns,
  careColumns,
  eventColumns,
  factColumns,
  lineColumns,
  otherColumns,
  type Segment,
} from './segment.js';
import { NONE } from '../tables/table.js';

/** An event of the log with the fields that the journal stores. */
export interface JournalledEvent {
  readonly stream: string;
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  /** ISO 8601 in UTC with milliseconds. */
  readonly recordedAt: string;
}

/** An event whose data is the recorded JSON in UTF-8. */
export interface EncodedEvent extends Omit<JournalledEvent, 'data'> {
  readonly json: Uint8Array;
}

/** Positions are not consecutive: the log has a gap, and the journal does not build over it. */
class GapInJournal extends Refusal {
  override readonly name = 'GapInJournal';
  constructor(expected: number, found: number) {
    super(
      'gap-in-journal',
      'internal',
      `the journal should continue at position ${expected} but received ${found}: read the region again from there`,
    );
  }
}

/** Highest position that fits a column. */
const POSITION_MAX = 0x7fffffff;

const LINES = 'finance.declaration-lines-decided.v1';

/** Bytes of a line in its columns. */
const LINE_BYTES = lineColumns.length * 4;

type Place = Pick<JournalledEvent, 'stream' | 'position'>;

// Invalid UTF-8 was damaged outside the log: decoding it would give another text.
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

const millisecondOf = (time: string): number =>
  ((Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16))) * 60 + Number(time.slice(17, 19))) * 1000 +
  Number(time.slice(20, 23));

/** Builds a segment from consecutive events of a region. */
export class SegmentBuilder {
  readonly #names: RegionNames;
  readonly #after: number;
  readonly #first: { readonly youth: number; readonly word: number; readonly declaration: number };
  readonly #events = new GrowingRows(eventColumns);
  readonly #eventRow: number[] = eventColumns.map(() => 0);
  readonly #placements: PlacementTables = {
    facts: new GrowingRows(factColumns),
    care: new GrowingRows(careColumns),
    assignments: new GrowingRows(assignmentColumns),
  };
  readonly #lines = new Map<string, GrowingRows<(typeof lineColumns)[number]>>();
  readonly #other = new GrowingRows(otherColumns);
  readonly #scanner: LineScanner;
  readonly #placementScanner: PlacementScanner;
  #position: number;
  #bytes = 0;
  #latest = '';
  #time = { text: '', day: 0, millisecond: 0 };

  constructor(names: RegionNames, after: number) {
    this.#names = names;
    this.#scanner = new LineScanner(names.byBytes);
    this.#placementScanner = new PlacementScanner(names.byBytes, this.#placements);
    this.#after = after;
    this.#position = after;
    const { youths, words, declarations } = names;
    this.#first = { youth: youths.size, word: words.size, declaration: declarations.size };
  }

  /** Latest `recordedAt` of the events; empty before the first. */
  get recordedTo(): string {
    return this.#latest;
  }

  /** Number of events so far. */
  get size(): number {
    return this.#position - this.#after;
  }

  /** Approximate bytes of lines and of rows without columns, or somewhat less: one event can contain a thousand lines. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds the next event. Throws GapInJournal, UnknownEvent, or RangeError on a day that does not exist. */
  add(recorded: JournalledEvent | EncodedEvent): void {
    const { position, type, recordedAt } = recorded;
    if (position !== this.#position + 1 || position > POSITION_MAX)
      throw new GapInJournal(this.#position + 1, position);
    if (!('json' in recorded)) this.#encode(decode(recorded), recorded);
    else if (!this.#scan(type, recorded))
      this.#encode(decode({ type, data: parsed(utf8.decode(recorded.json)) }), recorded);
    if (recordedAt !== this.#time.text)
      this.#time = {
        text: recordedAt,
        day: toDay(recordedAt.slice(0, 10)),
        millisecond: millisecondOf(recordedAt),
      };
    if (recordedAt > this.#latest) this.#latest = recordedAt;
    this.#addEvent(position, type);
    this.#position = position;
  }

  #addEvent(position: number, type: string): void {
    const row = this.#eventRow;
    row[0] = position;
    row[1] = this.#names.words.numberOf(type);
    row[2] = this.#time.day;
    row[3] = this.#time.millisecond;
    this.#events.push(row, '');
  }

  /** Adds the rows of an event from its bytes; false when it must be parsed. */
  #scan(type: string, event: EncodedEvent): boolean {
    const { json, position } = event;
    if (type !== LINES) return this.#placementScanner.scan(type, json, position);
    const declaration = this.#names.declarations.find(event.stream);
    if (declaration === undefined) return false;
    const table = lineTableOf(declaration, this.#names, this.#lines);
    const { rows } = table;
    const isRead = this.#scanner.scan(json, { position, declaration }, table);
    this.#bytes += (table.rows - rows) * LINE_BYTES;
    return isRead;
  }

  #encode(event: DomainEvent, { stream, position }: Place): void {
    if (event.type === LINES) {
      const declaration = this.#names.declarations.find(stream);
      if (declaration !== undefined) {
        encodeLinesOf(event.data.lines, { position, declaration }, this.#names, this.#lines);
        this.#bytes += event.data.lines.length * LINE_BYTES;
        return;
      }
    }
    const encoded = encodePlacements(event, position, this.#names);
    if (encoded) this.#placements[encoded.table].push(encoded.row.values, encoded.row.text);
    else this.#keep(event, stream, position);
  }

  #keep(event: DomainEvent, stream: string, position: number): void {
    const names = this.#names;
    const youth = 'youth' in event.data ? names.youths.numberOf(event.data.youth) : NONE;
    const declaration =
      event.type === 'finance.declaration-received.v1'
        ? names.receive(stream, event.data)
        : (names.declarations.find(stream) ?? NONE);
    const type = names.words.numberOf(event.type);
    const text = JSON.stringify(event.data);
    this.#other.push([youth, position, type, declaration], text);
    this.#bytes += text.length;
  }

  /** Builds the segment of all added events. The builder cannot be used again. */
  build(): Segment {
    const { youths, words, declarations } = this.#names;
    const text = new GrowingText();
    const care = this.#placements.care.sortedBy('youth');
    const assignments = this.#placements.assignments.sortedBy('youth');
    const lines = new Map([...this.#lines].map(([month, table]) => [month, table.sortedBy('youth')]));
    this.#names.reported.add(care, assignments);
    for (const youth of youths.since(this.#first.youth)) text.push(youth);
    return {
      after: this.#after,
      upTo: this.#position,
      firstYouth: this.#first.youth,
      youths: text.done(),
      names: {
        words: words.since(this.#first.word),
        declarations: declarations.since(this.#first.declaration),
        periods: this.#names.periods.slice(this.#first.declaration),
        providers: this.#names.providers.slice(this.#first.declaration),
        payers: this.#names.payers.slice(this.#first.declaration),
      },
      events: this.#events.inOrder(),
      facts: this.#placements.facts.sortedBy('youth'),
      care,
      assignments,
      lines,
      evidence: evidenceRows(lines.values(), this.#names),
      other: this.#other.sortedBy('youth'),
    };
  }
}

import type { SegmentSource } from '../../columns/read/segment-source.js';
import type { CareTables } from '../../columns/months/care-rows.js';
import type { CareSource } from '../../columns/months/columns.js';
import { noLines } from '../../columns/encode/evidence-rows.js';
import { allYouths, type YouthRange, type YouthTables } from '../../columns/read/collectors.js';
import {
  assignmentColumns,
  careColumns,
  eventColumns,
  factColumns,
  lineColumns,
  otherColumns,
  type EventTable,
  type FactTable,
  type LineTable,
  type OtherTable,
} from '../../columns/encode/segment.js';
import { NONE, type Table } from '../../columns/tables/table.js';
import type { Between } from '../../columns/read/touched-youths.js';
import { NotATable, tableIn, textsIn, type FileTable } from './read-table.js';
import type { SegmentEntry } from './manifest.js';
import { BufferPool } from './buffer-pool.js';
import { SegmentDamaged, type SegmentFolder } from './segment-folder.js';
import { ASSIGNMENT_TEXTS, EVIDENCE, linesFile } from './segment-files.js';
import { layoutOf, rowsOfShares, sliceOf, type TableLayout } from './table-slice.js';

/** Files kept in memory, by folder and name; shared by workers. */
export type CachedFiles = Map<string, Uint8Array<SharedArrayBuffer>>;

/** Rules for keeping files in memory. */
export interface CacheOptions {
  /** Limit for files kept for the next question; other files are read into memory that is reused. */
  readonly bytesMax: number;
  readonly files: CachedFiles;
  /** Set when the reader lives for one run that other readers share. */
  readonly sharedReading?: SharedReading;
}

/**
 * State that the readers of one run share: a file that one reader checked is not checked again, nor read completely
 * twice.
 */
export interface SharedReading {
  /** First youth of each share, in order. */
  readonly cuts: readonly number[];
  /** A number per youth table per segment: 1 once a reader has started to check its file. */
  readonly checked: Int32Array<SharedArrayBuffer>;
}

/** Files with the youth tables of a segment. */
const YOUTH_FILES = ['facts.arrow', 'care.arrow', 'assignments.arrow', 'other.arrow', EVIDENCE];

/** State that the readers of a run share. */
export const sharedReading = (entries: readonly SegmentEntry[], cuts: readonly number[]): SharedReading => ({
  cuts,
  checked: new Int32Array(new SharedArrayBuffer(entries.length * YOUTH_FILES.length * 4)),
});

/**
 * The segments of a region, read from files. Every file is checked when it is read; some are kept in memory, up to a
 * limit. A table that is not kept is valid until the next one of its kind is read.
 */
export class FileSegments implements SegmentSource, CareSource {
  readonly #tables = new Map<string, FileTable>();
  readonly #layouts = new Map<string, TableLayout>();
  readonly #buffers = new BufferPool();

  constructor(
    private readonly folder: SegmentFolder,
    readonly entries: readonly SegmentEntry[],
    private readonly keep: CacheOptions,
  ) {}

  /** Files for the workers of a run: those in memory, the lines of the month, and the names of the youths in them. */
  filesOf(month: string): CachedFiles {
    const files: CachedFiles = new Map(this.keep.files);
    const shared = (entry: SegmentEntry, name: string) => files.set(`${entry.folder}/${name}`, this.read(entry, name));
    const withLines = this.entries.filter((entry) => linesFile(month) in entry.files);
    for (const entry of withLines) shared(entry, linesFile(month));
    const [least, end] = rangeOf(this.sharing(files).lines(month));
    for (const entry of this.entries)
      if (entry.firstYouth < end && entry.firstYouth + entry.youths > least) shared(entry, 'youths.arrow');
    return files;
  }

  /** The same segments, with these files in memory. */
  sharing(files: CachedFiles): FileSegments {
    return new FileSegments(this.folder, this.entries, { bytesMax: 0, files });
  }

  /** The same segments, for the shares of one run. */
  inShares(shared: SharedReading): FileSegments {
    return new FileSegments(this.folder, this.entries, { ...this.keep, sharedReading: shared });
  }

  *lines(month: string): Generator<LineTable> {
    for (const entry of this.entries)
      if (linesFile(month) in entry.files) yield this.#table(entry, linesFile(month), lineColumns);
  }

  *youths({ least, end }: YouthRange): Generator<YouthTables> {
    for (const entry of this.entries) {
      if (entry.endYouth <= least || end <= entry.leastYouth) continue;
      yield this.#youthTables(entry, { least, end });
    }
  }

  /** Tables of the segments with events in the range of positions. */
  *recordedBetween({ from, to }: Between): Generator<YouthTables> {
    for (const entry of this.entries)
      if (entry.upTo > from && entry.after < to) yield this.#youthTables(entry, allYouths);
  }

  #youthTables(entry: SegmentEntry, range: YouthRange): YouthTables {
    return {
      facts: this.#rowsOf(entry, range, 'facts.arrow', factColumns),
      care: this.#rowsOf(entry, range, 'care.arrow', careColumns),
      assignments: this.#rowsOf(entry, range, 'assignments.arrow', assignmentColumns),
      other: this.#rowsOf(entry, range, 'other.arrow', otherColumns),
      evidence: EVIDENCE in entry.files ? this.#rowsOf(entry, range, EVIDENCE, lineColumns) : noLines,
    };
  }

  /** Lines that may be evidence of care of some youths; each table has memory of its own. */
  evidenceOf({ least, end }: YouthRange): LineTable[] {
    const entries = this.entries.filter(
      (entry) => EVIDENCE in entry.files && entry.endYouth > least && end > entry.leastYouth,
    );
    return entries.map((entry) => tableIn(this.read(entry, EVIDENCE), lineColumns));
  }

  /** Lines of all segments that may be evidence of care. */
  *evidence(): Generator<LineTable> {
    for (const entry of this.entries) if (EVIDENCE in entry.files) yield this.#table(entry, EVIDENCE, lineColumns);
  }

  /** The same with the text fields of assignments, which no billing run reads. */
  *wholeYouths({ least, end }: YouthRange): Generator<YouthTables> {
    for (const entry of this.entries) {
      if (entry.endYouth <= least || end <= entry.leastYouth) continue;
      const tables = this.#youthTables(entry, { least, end });
      const bytes = this.read(entry, ASSIGNMENT_TEXTS);
      const text = opened(() => textsIn(bytes), entry, `${entry.folder}/${ASSIGNMENT_TEXTS}`);
      yield { ...tables, assignments: { ...tables.assignments, text } };
    }
  }

  /** Tables of care of all segments, with the text fields of assignments. */
  *careTables(): Generator<CareTables> {
    for (const entry of this.entries) {
      const bytes = this.read(entry, ASSIGNMENT_TEXTS);
      const text = opened(() => textsIn(bytes), entry, `${entry.folder}/${ASSIGNMENT_TEXTS}`);
      const assignments = this.#table(entry, 'assignments.arrow', assignmentColumns);
      const care = this.#table(entry, 'care.arrow', careColumns);
      const other = this.other(entry);
      const holds = ['assignments', 'care', 'other'].every((name) => this.#tables.has(`${entry.folder}/${name}.arrow`));
      yield { care, assignments: { ...assignments, text }, other, holds };
    }
  }

  /** The rows of a segment that have no columns. */
  other(entry: SegmentEntry): OtherTable {
    return this.#table(entry, 'other.arrow', otherColumns);
  }

  /** Facts about youths of a segment. */
  facts(entry: SegmentEntry): FactTable {
    return this.#table(entry, 'facts.arrow', factColumns);
  }

  /** Times and types of the events of a segment. */
  events(entry: SegmentEntry): EventTable {
    return this.#table(entry, 'events.arrow', eventColumns);
  }

  /** Bytes of a file, checked; from memory when the file is kept there. */
  read(entry: SegmentEntry, name: string): Uint8Array<SharedArrayBuffer> {
    const path = `${entry.folder}/${name}`;
    const kept = this.keep.files.get(path);
    if (kept) return kept;
    const bytes = this.folder.read(entry, name);
    if (this.#hasRoom(bytes.length)) this.keep.files.set(path, bytes);
    return bytes;
  }

  /** True when this many more bytes may be kept. Other readers add files to the same map, so its content is counted. */
  #hasRoom(bytes: number): boolean {
    let kept = bytes;
    for (const { length } of this.keep.files.values()) kept += length;
    return kept <= this.keep.bytesMax;
  }

  #table<Name extends string>(entry: SegmentEntry, name: string, columns: readonly Name[]): FileTable<Name> {
    const path = `${entry.folder}/${name}`;
    const known = this.#tables.get(path);
    if (known && hasColumns(known, columns)) return known;
    const kept = this.keep.files.get(path);
    const { bytes: length = 0 } = entry.files[name] ?? {};
    const isKept = kept !== undefined || this.#hasRoom(length);
    const bytes = isKept ? this.read(entry, name) : this.#readOver(entry, name);
    const table = opened(() => tableIn(bytes, columns), entry, path);
    if (isKept) this.#tables.set(path, table);
    return table;
  }

  /** Reads a file into the memory of the previous file of its kind. */
  #readOver(entry: SegmentEntry, name: string): Uint8Array<SharedArrayBuffer> {
    const room = this.#buffers.of(kindOf(name));
    const most = () => Math.max(...this.entries.map(({ files }) => files[name]?.bytes ?? 0));
    const isKnown = this.#isChecked(entry, name);
    return this.folder.read(entry, name, { room: (bytes) => room.take(bytes, most), isKnown });
  }

  /** Whether another reader of the run checks or checked this file. The run fails when that reader fails. */
  #isChecked(entry: SegmentEntry, name: string): boolean {
    const [file, { sharedReading: shared }] = [YOUTH_FILES.indexOf(name), this.keep];
    if (!shared || file < 0) return false;
    const place = this.entries.indexOf(entry) * YOUTH_FILES.length + file;
    return Atomics.exchange(shared.checked, place, 1) === 1;
  }

  /** At least the rows of a range of youths: the whole table, or a slice when the file was read before. */
  #rowsOf<Name extends string>(
    entry: SegmentEntry,
    range: YouthRange,
    name: string,
    columns: readonly (Name | 'youth')[],
  ): Table<Name | 'youth'> {
    const path = `${entry.folder}/${name}`;
    const cuts = this.keep.sharedReading?.cuts;
    const layout = this.#layouts.get(path);
    const room = this.#buffers.of(kindOf(name));
    if (!cuts || this.#tables.has(path)) return this.#table(entry, name, columns);
    if (!layout) {
      const table = this.#table(entry, name, columns);
      const found = this.#tables.has(path) ? null : layoutOf(table, room.buffer, columns, cuts);
      if (found) this.#layouts.set(path, found);
      return table;
    }
    const slice = { layout, rows: rowsOfShares(layout, cuts, range) };
    return this.folder.reading(entry, name, (handle) => sliceOf(handle, columns, slice, room));
  }
}

const kindOf = (name: string): string => (name.startsWith('lines-') ? 'lines' : name);

/** Lowest youth number in some tables of lines, and one past the highest. */
function rangeOf(tables: Iterable<LineTable>): readonly [number, number] {
  let [least, end] = [0x7fffffff, 0];
  for (const { column } of tables) {
    const first = column.youth.find((youth) => youth !== NONE);
    if (first === undefined) continue;
    least = Math.min(least, first);
    end = Math.max(end, (column.youth.at(-1) ?? NONE) + 1);
  }
  return [least, end];
}

const hasColumns = <Name extends string>(table: FileTable, columns: readonly Name[]): table is FileTable<Name> =>
  columns.every((name) => name in table.column);

/** Opens a file. Bytes with the right hash that are not a table were written by other code under the same format. */
function opened<Content>(open: () => Content, { after }: SegmentEntry, path: string): Content {
  try {
    return open();
  } catch (error) {
    if (error instanceof NotATable) throw new SegmentDamaged(after, path, `cannot be read (${error.message})`);
    throw error;
  }
}

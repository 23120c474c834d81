import type { SegmentSource } from '../columns/bill-month.js';
import type { YouthRange, YouthTables } from '../columns/gathered.js';
import {
  assignmentColumns,
  careColumns,
  eventColumns,
  factColumns,
  lineColumns,
  otherColumns,
  type EventTable,
  type LineTable,
  type OtherTable,
} from '../columns/segment.js';
import type { Table } from '../columns/table.js';
import { NotATable, tableIn } from './table-file.js';
import type { SegmentEntry } from './manifest.js';
import { SegmentDamaged, type SegmentFolder } from './segment-folder.js';
import { linesFile } from './segment-files.js';

/** Files kept in memory, by folder and name; workers share them. */
export type KeptFiles = Map<string, Uint8Array<SharedArrayBuffer>>;

/** The segments of a region in their files. Every file is checked when it is read; some are kept, up to a limit. */
export class FileSegments implements SegmentSource {
  readonly #tables = new Map<string, Table>();
  #keptBytes: number;

  constructor(
    private readonly folder: SegmentFolder,
    readonly entries: readonly SegmentEntry[],
    private readonly keep: { readonly bytesMax: number; readonly files: KeptFiles },
  ) {
    this.#keptBytes = [...keep.files.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** Files in memory, for workers to share. */
  get keptFiles(): KeptFiles {
    return this.keep.files;
  }

  *lines(month: string): Generator<LineTable> {
    for (const entry of this.entries)
      if (linesFile(month) in entry.files) yield this.#table(entry, linesFile(month), lineColumns);
  }

  *youths({ least, end }: YouthRange): Generator<YouthTables> {
    for (const entry of this.entries) {
      if (entry.endYouth <= least || end <= entry.leastYouth) continue;
      yield {
        facts: this.#table(entry, 'facts.arrow', factColumns),
        care: this.#table(entry, 'care.arrow', careColumns),
        assignments: this.#table(entry, 'assignments.arrow', assignmentColumns),
        other: this.other(entry),
      };
    }
  }

  /** Everything of a segment that has no columns. */
  other(entry: SegmentEntry): OtherTable {
    return this.#table(entry, 'other.arrow', otherColumns);
  }

  /** Times and types of the events of a segment. */
  events(entry: SegmentEntry): EventTable {
    return this.#table(entry, 'events.arrow', eventColumns);
  }

  /** Bytes of a file, checked; from memory when they are kept there. */
  read(entry: SegmentEntry, name: string): Uint8Array<SharedArrayBuffer> {
    const path = `${entry.folder}/${name}`;
    const kept = this.keep.files.get(path);
    if (kept) return kept;
    const bytes = this.folder.read(entry, name);
    if (this.#keptBytes + bytes.length <= this.keep.bytesMax) {
      this.keep.files.set(path, bytes);
      this.#keptBytes += bytes.length;
    }
    return bytes;
  }

  #table<Name extends string>(entry: SegmentEntry, name: string, columns: readonly Name[]): Table<Name> {
    const path = `${entry.folder}/${name}`;
    const known = this.#tables.get(path);
    if (known && hasColumns(known, columns)) return known;
    const bytes = this.read(entry, name);
    const table = opened(bytes, columns, entry, path);
    if (this.keep.files.has(path)) this.#tables.set(path, table);
    return table;
  }
}

const hasColumns = <Name extends string>(table: Table, columns: readonly Name[]): table is Table<Name> =>
  columns.every((name) => name in table.column);

/** Bytes that have the right hash and are no table were written by other code under the same format. */
function opened<Name extends string>(
  bytes: Uint8Array,
  columns: readonly Name[],
  { after }: SegmentEntry,
  path: string,
): Table<Name> {
  try {
    return tableIn(bytes, columns);
  } catch (error) {
    if (error instanceof NotATable) throw new SegmentDamaged(after, path, `cannot be read (${error.message})`);
    throw error;
  }
}

import type { GrowingRows } from '../tables/growing-rows.js';
import type { Run } from '../tables/growing-table.js';
import type { JsonBytes, Place } from './json-bytes.js';
import { ObjectReader } from './object-reader.js';
import type { ScannedValues } from './scanned-values.js';
import { assignmentColumns } from '../encode/segment.js';
import { NONE } from '../tables/table.js';

const forms = {
  youth: 'uuid',
  municipality: 'text or null',
  provider: 'text or null',
  number: 'number',
  category: 'text or null',
  code: 'text or null',
  from: 'date',
  to: 'date or null',
  decidedAt: 'text or null',
  volume: 'number or null',
  unit: 'text or null',
  frequency: 'text or null',
  budgetCents: 'number or null',
  reason: 'text or null',
} as const;
const FIELD = { youth: 0, municipality: 1, provider: 2, number: 3, category: 4, code: 5, from: 6, to: 7 } as const;
/** Fields with columns, all required; the other fields are kept as written. */
const COLUMNS = 0b1111_1111;
const FIRST_OTHER = 8;

/** Reads assignments into their table. */
export class AssignmentScanner {
  readonly #reader = new ObjectReader(forms);
  readonly #row: number[] = assignmentColumns.map(() => 0);
  /** The runs of one assignment, in objects that are reused for the next. */
  readonly #runs: Run[] = [];
  readonly #places: readonly Place[] = Object.keys(forms).map(() => ({ from: 0, to: 0 }));

  constructor(
    private readonly values: ScannedValues,
    private readonly table: GrowingRows<(typeof assignmentColumns)[number]>,
  ) {}

  /** Adds the row of an assignment; false when it must be parsed. Throws RangeError on a day that does not exist. */
  scan(json: JsonBytes, position: number): boolean {
    const reader = this.#reader;
    if (!reader.read(json) || !json.isAtEnd || !reader.has(COLUMNS)) return false;
    const { values } = this;
    const youth = values.youth(reader, FIELD.youth);
    if (youth === NONE) return false;
    const row = this.#row;
    row[0] = youth;
    row[1] = position;
    row[2] = values.word(reader, FIELD.municipality);
    row[3] = values.word(reader, FIELD.provider);
    row[4] = reader.field(FIELD.number).number;
    row[5] = values.word(reader, FIELD.category);
    row[6] = values.word(reader, FIELD.code);
    row[7] = values.day(reader, FIELD.from);
    row[8] = values.day(reader, FIELD.to);
    this.table.pushBytes(row, json.bytes, this.#others(json));
    return true;
  }

  /** Places that form an object of the fields without columns: its braces, and the fields with their commas. */
  #others({ start, end }: JsonBytes): readonly Run[] {
    const runs = this.#runs;
    runs.length = 0;
    this.#add(start, start + 1);
    for (const field of this.#reader.order) {
      if (field < FIRST_OTHER) continue;
      const { from, to } = this.#reader.field(field).place;
      this.#add(runs.length === 1 ? from : from - 1, to);
    }
    this.#add(end - 1, end);
    return runs;
  }

  #add(from: number, to: number): void {
    const place = this.#places[this.#runs.length];
    if (!place) throw new RangeError('an assignment has unknown fields');
    place.from = from;
    place.to = to;
    this.#runs.push(place);
  }
}

import type { GrowingRows } from '../tables/growing-rows.js';
import type { JsonBytes } from './json-bytes.js';
import { ObjectReader } from './object-reader.js';
import type { ScannedValues } from './scanned-values.js';
import { careColumns, careKinds } from '../encode/segment.js';
import { NONE } from '../tables/table.js';

const forms = {
  youth: 'uuid',
  municipality: 'text or null',
  provider: 'text or null',
  assignment: 'number or null',
  category: 'text or null',
  code: 'text or null',
  begin: 'date',
  end: 'date',
  reason: 'text or null',
} as const;
const FIELD = {
  youth: 0,
  municipality: 1,
  provider: 2,
  assignment: 3,
  category: 4,
  code: 5,
  begin: 6,
  end: 7,
  reason: 8,
} as const;
const KEY = 0b0_0111_1111;
const KEY_AND_STOP = 0b1_1111_1111;

/** Reads starts and stops of care into their table. */
export class CareScanner {
  readonly #reader = new ObjectReader(forms);
  readonly #row: number[] = careColumns.map(() => 0);

  constructor(
    private readonly values: ScannedValues,
    private readonly table: GrowingRows<(typeof careColumns)[number]>,
  ) {}

  /** Adds the row of a start or stop; false when it must be parsed. Throws RangeError on a day that does not exist. */
  scan(json: JsonBytes, position: number, kind: 'care-started' | 'care-stopped'): boolean {
    const [reader, isStop] = [this.#reader, kind === 'care-stopped'];
    if (!reader.read(json) || !json.isAtEnd || !reader.has(isStop ? KEY_AND_STOP : KEY)) return false;
    const { isNull, number } = reader.field(FIELD.assignment);
    if (!isNull && number === NONE) return false;
    const { values } = this;
    // Validate days and number names in the same order as encodePlacements.
    const end = isStop ? values.day(reader, FIELD.end) : 0;
    const youth = values.youth(reader, FIELD.youth);
    if (youth === NONE) return false;
    const row = this.#row;
    row[0] = youth;
    row[1] = position;
    row[2] = careKinds.indexOf(kind);
    row[3] = values.word(reader, FIELD.municipality);
    row[4] = values.word(reader, FIELD.provider);
    row[5] = isNull ? NONE : number;
    row[6] = values.word(reader, FIELD.category);
    row[7] = values.word(reader, FIELD.code);
    row[8] = values.day(reader, FIELD.begin);
    row[9] = end;
    row[10] = isStop ? values.word(reader, FIELD.reason) : NONE;
    this.table.push(row, '');
    return true;
  }
}

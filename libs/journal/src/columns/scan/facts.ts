import type { GrowingRows } from '../tables/growing-rows.js';
import type { JsonBytes } from './json-bytes.js';
import { ObjectReader } from './object-reader.js';
import type { ScannedValues } from './scanned-values.js';
import { addressKinds, factColumns, factKind, holderKinds, type factKinds } from '../encode/segment.js';
import { NONE } from '../tables/table.js';

type FactTable = GrowingRows<(typeof factColumns)[number]>;
type FactKind = (typeof factKinds)[number];

const encoder = new TextEncoder();

const factForms = {
  id: 'text',
  kind: 'text',
  municipality: 'text or null',
  from: 'date',
  to: 'date or null',
  address: 'text',
  holder: 'text',
  on: 'date',
} as const;
const FACT = { id: 0, kind: 1, municipality: 2, from: 3, to: 4, address: 5, holder: 6, on: 7 } as const;
const RECORDED = { youth: 0, recordedOn: 1, fact: 2 } as const;
const BIRTH = { youth: 0, birth: 1 } as const;

/** Notation of a kind of fact: the field that selects a subkind, and its fields. */
interface Shape {
  readonly kind: Uint8Array;
  readonly teller: number;
  readonly texts: readonly Uint8Array[];
  readonly kinds: readonly number[];
  readonly mask: number;
  readonly from: number;
  readonly to: number;
}

const maskOf = (fields: readonly number[]): number => fields.reduce((mask, field) => mask | (1 << field), 0);
const bytesOf = (texts: readonly string[]): Uint8Array[] => texts.map((text) => encoder.encode(text));

function shape(kind: string, teller: number, told: readonly FactKind[], fields: readonly number[]): Shape {
  const [from = NONE, to = NONE] = fields.filter((field) => field !== FACT.municipality);
  const mask = maskOf([FACT.id, FACT.kind, teller, ...fields]);
  return { kind: encoder.encode(kind), teller, texts: bytesOf(told), kinds: told.map(factKind), mask, from, to };
}

const span = [FACT.municipality, FACT.from, FACT.to];

/** Kinds of facts that have columns. */
const shapes: readonly Shape[] = [
  shape('registration', FACT.address, addressKinds, span),
  shape('request', FACT.kind, ['request'], [FACT.on]),
  shape('mother-at-birth', FACT.kind, ['mother-at-birth'], [FACT.municipality]),
  shape('custody', FACT.holder, holderKinds, span),
  shape('actual-stay', FACT.kind, ['actual-stay'], span),
];
const kindTexts = shapes.map(({ kind }) => kind);

/** Reads residence facts into their table. */
export class FactScanner {
  readonly #fact = new ObjectReader(factForms);
  readonly #reader = new ObjectReader({ youth: 'uuid', recordedOn: 'date', fact: this.#fact });
  readonly #row: number[] = factColumns.map(() => 0);
  readonly #id = [this.#fact.field(FACT.id).text];

  constructor(
    private readonly values: ScannedValues,
    private readonly table: FactTable,
  ) {}

  /** Adds the row of a fact; false when it must be parsed. Throws RangeError on a day that does not exist. */
  scan(json: JsonBytes, position: number): boolean {
    const [reader, fact] = [this.#reader, this.#fact];
    if (!reader.read(json) || !json.isAtEnd || reader.order.length < 3) return false;
    if (!fact.has(maskOf([FACT.id, FACT.kind]))) return false;
    const { values } = this;
    const one = shapes[values.oneOf(fact, FACT.kind, kindTexts)];
    if (!one || !fact.has(one.mask)) return false;
    const told = one.kinds[values.oneOf(fact, one.teller, one.texts)];
    if (told === undefined) return false;
    // Validate days and number names in the same order as encodePlacements.
    const from = one.from === NONE ? 0 : values.day(fact, one.from);
    const to = one.to === NONE ? 0 : values.day(fact, one.to);
    const youth = values.youth(reader, RECORDED.youth);
    if (youth === NONE) return false;
    const row = this.#row;
    row[0] = youth;
    row[1] = position;
    row[2] = values.day(reader, RECORDED.recordedOn);
    row[3] = told;
    row[4] = from;
    row[5] = to;
    row[6] = one.mask & (1 << FACT.municipality) ? values.word(fact, FACT.municipality) : NONE;
    this.table.pushBytes(row, json.bytes, this.#id);
    return true;
  }
}

/** Reads registrations of youths into the table of facts. */
export class YouthScanner {
  readonly #reader = new ObjectReader({ youth: 'uuid', birth: 'date' });
  readonly #row: number[] = [0, 0, 0, factKind('registered'), 0, 0, NONE];

  constructor(
    private readonly values: ScannedValues,
    private readonly table: FactTable,
  ) {}

  /** Adds the row of a youth; false when it must be parsed. Throws RangeError on a day that does not exist. */
  scan(json: JsonBytes, position: number): boolean {
    const reader = this.#reader;
    if (!reader.read(json) || !json.isAtEnd || reader.order.length < 2) return false;
    const { values } = this;
    const youth = values.youth(reader, BIRTH.youth);
    if (youth === NONE) return false;
    const row = this.#row;
    row[0] = youth;
    row[1] = position;
    row[4] = values.day(reader, BIRTH.birth);
    this.table.push(row, '');
    return true;
  }
}

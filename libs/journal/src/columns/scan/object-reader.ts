import { byteOf, Label, type JsonBytes, type Place } from './json-bytes.js';

const NULL = new Label('null');
const [CLOSE, COMMA, N] = [byteOf('}'), byteOf(','), byteOf('n')];

/** Bytes of a UUID. */
const UUID_BYTES = 36;

/** Usual notation of a field's value. */
type Value = 'text' | 'number' | 'date' | 'uuid';

/** The same, or null; a reader represents a nested object. */
export type Form = Value | `${Value} or null` | ObjectReader;

/** Values by number: numbers compare faster than texts. */
const kinds: readonly Value[] = ['text', 'uuid', 'date', 'number'];
const [TEXT, UUID, DATE, NUMBER] = [0, 1, 2, 3];
const OBJECT = 4;

/** A field with the value that was last read. */
class FieldReader {
  /** The field's name at the start of an object, and after another field. */
  readonly #first: Label;
  readonly #next: Label;
  readonly #kind: number;
  readonly #inside: ObjectReader | null;
  readonly #mayBeNull: boolean;
  /** Place of the field, from its name to the end of its value. */
  readonly place: Place = { from: 0, to: 0 };
  /** Place of a text, date or UUID, without the quotes. */
  readonly text: Place = { from: 0, to: 0 };
  number = 0;
  isNull = false;
  /** Index of the field that followed last time. */
  usualNext: number;

  constructor(
    readonly index: number,
    name: string,
    form: Form,
  ) {
    this.#first = new Label(`{"${name}":`);
    this.#next = new Label(`,"${name}":`);
    this.#kind = typeof form === 'string' ? kinds.indexOf(valueOf(form)) : OBJECT;
    this.#inside = typeof form === 'string' ? null : form;
    this.#mayBeNull = typeof form === 'string' && form.endsWith(' or null');
    this.usualNext = index + 1;
  }

  /** Reads the field's name, if this field comes next. */
  begins(json: JsonBytes, isFirst: boolean): boolean {
    const { at } = json;
    if (!json.skip(isFirst ? this.#first : this.#next)) return false;
    this.place.from = at + 1;
    return true;
  }

  /** Reads its value; false when it has another form. */
  read(json: JsonBytes): boolean {
    const isRead = this.#read(json);
    this.place.to = json.at;
    return isRead;
  }

  #read(json: JsonBytes): boolean {
    this.isNull = this.#mayBeNull && json.next === N;
    if (this.isNull) return json.skip(NULL);
    switch (this.#kind) {
      case TEXT:
        return json.readText(this.text);
      case UUID:
        return json.readBytes(this.text, UUID_BYTES);
      case DATE:
        return json.readDate(this.text);
      case NUMBER:
        if (!json.readNumber()) return false;
        this.number = json.number;
        return true;
      default:
        return this.#inside?.read(json) ?? false;
    }
  }
}

function valueOf(form: Exclude<Form, ObjectReader>): Value {
  switch (form) {
    case 'text or null':
      return 'text';
    case 'number or null':
      return 'number';
    case 'date or null':
      return 'date';
    case 'uuid or null':
      return 'uuid';
    default:
      return form;
  }
}

/**
 * Reads JSON objects of known fields, in any order, and records the places of their values before they are decoded. The
 * result is valid until the next object.
 */
export class ObjectReader {
  readonly #fields: readonly FieldReader[];
  #usualFirst = 0;
  /** Bit mask of the fields that are present, by index. */
  mask = 0;
  /** Fields in the order read, by index. */
  readonly order: number[] = [];

  constructor(forms: Readonly<Record<string, Form>>) {
    this.#fields = Object.entries(forms).map(([name, form], index) => new FieldReader(index, name, form));
  }

  /** A field by index. Throws RangeError when it does not exist. */
  field(index: number): FieldReader {
    const field = this.#fields[index];
    if (!field) throw new RangeError(`field ${index} does not exist`);
    return field;
  }

  /** Whether the object has all fields of a mask. */
  has(mask: number): boolean {
    return (this.mask & mask) === mask;
  }

  /** Reads an object; false when it is unusual: an unknown field, a duplicate, or a value of another form. */
  read(json: JsonBytes): boolean {
    this.mask = 0;
    this.order.length = 0;
    let last: FieldReader | null = null;
    do {
      const field = this.#fieldHere(json, last);
      if (!field || (this.mask >>> field.index) & 1 || !field.read(json)) return false;
      this.mask |= 1 << field.index;
      this.order.push(field.index);
      if (last) last.usualNext = field.index;
      else this.#usualFirst = field.index;
      last = field;
    } while (json.next === COMMA);
    return json.take(CLOSE);
  }

  #fieldHere(json: JsonBytes, last: FieldReader | null): FieldReader | undefined {
    const usual = this.#fields[last ? last.usualNext : this.#usualFirst];
    return usual?.begins(json, !last) ? usual : this.#fields.find((one) => one.begins(json, !last));
  }
}

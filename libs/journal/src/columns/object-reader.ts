import { byteOf, Label, type JsonBytes, type Place } from './json-bytes.js';

const NULL = new Label('null');
const [OPEN, CLOSE, COMMA, N] = [byteOf('{'), byteOf('}'), byteOf(','), byteOf('n')];

/** Bytes of a UUID. */
const UUID_BYTES = 36;

/** How the value of a field is usually written. */
type Value = 'text' | 'number' | 'date' | 'uuid';

/** The same, or nothing; a reader stands for an object. */
export type Form = Value | `${Value} or null` | ObjectReader;

/** A field with its value as read last. */
class FieldReader {
  readonly #label: Label;
  readonly #value: Value | ObjectReader;
  readonly #mayBeNull: boolean;
  /** Where the field begins, with its name, and where its value ends. */
  readonly place: Place = { from: 0, to: 0 };
  /** Place of a text, date or UUID, without the quotes. */
  readonly text: Place = { from: 0, to: 0 };
  /** The number, or the digits of a date. */
  number = 0;
  isNull = false;
  /** Place in the list of fields of the one that came next the last time. */
  usualNext: number;

  constructor(
    readonly index: number,
    name: string,
    form: Form,
  ) {
    this.#label = new Label(`"${name}":`);
    this.#value = typeof form === 'string' ? valueOf(form) : form;
    this.#mayBeNull = typeof form === 'string' && form.endsWith(' or null');
    this.usualNext = index + 1;
  }

  /** Reads the name of the field, if it is the one that comes next. */
  begins(json: JsonBytes): boolean {
    const { at } = json;
    if (!json.skip(this.#label)) return false;
    this.place.from = at;
    return true;
  }

  /** Reads its value; false when that has another form. */
  read(json: JsonBytes): boolean {
    const isRead = this.#read(json);
    this.place.to = json.at;
    return isRead;
  }

  #read(json: JsonBytes): boolean {
    this.isNull = json.next === N;
    if (this.isNull) return this.#mayBeNull && json.skip(NULL);
    switch (this.#value) {
      case 'text':
        return json.readText(this.text);
      case 'uuid':
        return json.readBytes(this.text, UUID_BYTES);
      case 'date':
        if (!json.readDate(this.text)) return false;
        this.number = json.number;
        return true;
      case 'number':
        if (!json.readNumber()) return false;
        this.number = json.number;
        return true;
      default:
        return this.#value.read(json);
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
 * Reads JSON objects of known fields, in whatever order they come, and remembers where their values are before anything is
 * made of them. What was read holds until the next object.
 */
export class ObjectReader {
  readonly #fields: readonly FieldReader[];
  #usualFirst = 0;
  /** Fields that the object has, as bits by their place. */
  mask = 0;
  /** Fields in the order in which they were read, by their place. */
  readonly order: number[] = [];

  constructor(forms: Readonly<Record<string, Form>>) {
    this.#fields = Object.entries(forms).map(([name, form], index) => new FieldReader(index, name, form));
  }

  /** A field, by its place. Throws RangeError when there is none. */
  field(index: number): FieldReader {
    const field = this.#fields[index];
    if (!field) throw new RangeError(`there is no field ${index}`);
    return field;
  }

  /** Whether the object has all fields of a mask. */
  has(mask: number): boolean {
    return (this.mask & mask) === mask;
  }

  /** Reads an object; false when it is unusual: a field that is not known, one of them twice, or a value of another form. */
  read(json: JsonBytes): boolean {
    this.mask = 0;
    this.order.length = 0;
    if (!json.take(OPEN)) return false;
    let last: FieldReader | null = null;
    do {
      const field = this.#fieldHere(json, last ? last.usualNext : this.#usualFirst);
      if (!field || (this.mask >>> field.index) & 1 || !field.read(json)) return false;
      this.mask |= 1 << field.index;
      this.order.push(field.index);
      if (last) last.usualNext = field.index;
      else this.#usualFirst = field.index;
      last = field;
    } while (json.take(COMMA));
    return json.take(CLOSE);
  }

  #fieldHere(json: JsonBytes, usual: number): FieldReader | undefined {
    const field = this.#fields[usual];
    return field?.begins(json) ? field : this.#fields.find((one) => one.begins(json));
  }
}

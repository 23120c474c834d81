import { type Day, OPEN, parseDay, Refusal } from '@regieboek/kernel';

/** A fault in a JSON document: its place and remedy. */
export interface Fault {
  /** Path such as `cases[3].care[0].from`. */
  readonly path: string;
  readonly remedy: string;
}

/**
 * A JSON document that cannot be read; `faults` lists all faults. Values are left out, because they may be about a
 * child.
 */
export class FaultyJson extends Refusal {
  override readonly name = 'FaultyJson';

  constructor(faults: readonly Fault[]) {
    const named = faults.map(({ path, remedy }) => ({ place: path, text: remedy }));
    super('faulty-json', 'invalid', named.map(({ place, text }) => `${place}: ${text}`).join('\n'), { faults: named });
  }
}

/** An object of a JSON document. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True when a value is a JSON object, not a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads values of a JSON document and collects faults; a faulty value reads as a harmless default. */
export class JsonReader {
  readonly faults: Fault[] = [];

  /** Records that the value at `path` cannot be used. */
  fault(path: string, remedy: string): void {
    this.faults.push({ path, remedy });
  }

  /** Records a fault when an object has fields that are not read; their names are not repeated, as they may be about a child. */
  only(object: JsonObject, path: string, known: readonly string[]): void {
    if (Object.keys(object).some((name) => !known.includes(name)))
      this.fault(path, `contains an unknown field: known fields are ${known.join(', ')}`);
  }

  object(value: unknown, path: string): JsonObject {
    if (isJsonObject(value)) return value;
    this.fault(path, 'enter an object');
    return {};
  }

  /** A list that may be left out or null, read item by item. */
  list<Item>(value: unknown, path: string, read: (item: unknown, path: string) => Item): Item[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value.map((item, index) => read(item, `${path}[${index}]`));
    this.fault(path, 'enter a list, or omit it');
    return [];
  }

  day(value: unknown, path: string): Day {
    const day = typeof value === 'string' ? parseDay(value) : undefined;
    if (day === undefined) this.fault(path, 'enter an existing day as yyyy-mm-dd');
    return day ?? 0;
  }

  optionalDay(value: unknown, path: string): Day | undefined {
    return value === undefined || value === null ? undefined : this.day(value, path);
  }

  /** `from` and `to` of an object, both inclusive; open when `to` is null or left out. */
  interval(object: JsonObject, path: string): { readonly from: Day; readonly to: Day } {
    const from = this.day(object['from'], `${path}.from`);
    const to = this.optionalDay(object['to'], `${path}.to`) ?? OPEN;
    if (to < from) this.fault(`${path}.to`, 'enter a day on or after `from`, or null when there is no end');
    return { from, to };
  }

  municipality(value: unknown, path: string): string {
    if (typeof value === 'string' && /^[0-9]{4}$/.test(value)) return value;
    this.fault(path, 'enter a CBS municipality code as text of four digits, such as "0748"');
    return '0000';
  }

  optionalMunicipality(value: unknown, path: string): string | null {
    return value === undefined || value === null ? null : this.municipality(value, path);
  }

  text(value: unknown, path: string): string {
    if (typeof value === 'string' && value !== '') return value;
    this.fault(path, 'enter non-empty text');
    return '';
  }

  flag(value: unknown, path: string): boolean {
    if (typeof value === 'boolean') return value;
    if (value !== undefined && value !== null) this.fault(path, 'enter true or false, or omit it');
    return false;
  }

  oneOf<Name extends string>(value: unknown, path: string, names: readonly Name[]): Name | undefined {
    const name = names.find((each) => each === value);
    if (name === undefined) this.fault(path, `enter one of ${names.join(', ')}`);
    return name;
  }
}

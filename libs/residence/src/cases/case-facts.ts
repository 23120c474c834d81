import {
  ABROAD,
  type HolderKind,
  type Known,
  type Municipality,
  type RegistrationKind,
  type YouthFacts,
} from '../facts/facts.js';
import type { JsonObject, JsonReader } from './json-faults.js';

const registrationKinds: readonly RegistrationKind[] = [
  'woonadres',
  'woonadres-instelling',
  'woonadres-geheim',
  'woonadres-in-onderzoek',
  'briefadres',
  'bijzondere-opvang',
  'buitenland',
];

const kindsWithMunicipality: readonly RegistrationKind[] = registrationKinds.slice(0, 3);

/** Fields of every fact, besides those of its kind. */
const known = ['recordedAt', 'withdrawnAt', 'note'];
const dated = ['from', 'to', ...known];

/** Fields of each list of facts of a case. */
const fieldsOf = {
  brpRegistrations: ['kind', 'gemeentecode', ...dated],
  custody: ['holder', 'gemeentecode', ...dated],
  care: ['form', 'provider', 'regular', 'jjiLinked', ...dated],
  actualStay: ['gemeentecode', ...dated],
  overrides: ['gemeentecode', 'kind', ...dated],
  payerEvents: ['type', 'date', 'gemeentecode', ...known],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Fields of a case that contain facts. */
export const factFields: readonly string[] = ['birthDate', 'motherAtBirth', 'hulpvraag', ...Object.keys(fieldsOf)];

const payerEventTypes = ['known-to-provider', 'municipality-informed-provider'] as const;

/** Facts of one case; faults go to the reader. Each fact is named by its path in the case, such as `care[0]`. */
export function readFacts(reader: JsonReader, json: JsonObject, path: string): YouthFacts {
  const facts = new FactReader(reader, path);
  const list = <Fact>(field: keyof typeof fieldsOf, read: (object: JsonObject, at: string) => Fact) =>
    reader.list(json[field], `${path}.${field}`, (item, at) => {
      const object = reader.object(item, at);
      reader.only(object, at, fieldsOf[field]);
      return read(object, at);
    });
  return {
    birth: reader.day(json['birthDate'], `${path}.birthDate`),
    registrations: list('brpRegistrations', (object, at) => facts.registration(object, at)),
    motherAtBirth: facts.mother(json['motherAtBirth']),
    custody: list('custody', (object, at) => facts.custody(object, at)),
    care: list('care', (object, at) => facts.care(object, at)),
    actualStay: list('actualStay', (object, at) => ({
      ...facts.dated(object, at),
      municipality: reader.optionalMunicipality(object['gemeentecode'], `${at}.gemeentecode`),
    })),
    requests: reader.list(listed(json['hulpvraag']), `${path}.hulpvraag`, (item, at) => facts.request(item, at)),
    decisions: list('overrides', (object, at) => ({
      ...facts.dated(object, at),
      municipality: reader.municipality(object['gemeentecode'], `${at}.gemeentecode`),
      ...(typeof object['kind'] === 'string' ? { kind: object['kind'] } : {}),
    })),
    payerEvents: list('payerEvents', (object, at) => facts.payerEvent(object, at)),
  };
}

/** A single day is read as a list of one day. */
const listed = (value: unknown): unknown => (typeof value === 'string' ? [value] : value);

class FactReader {
  constructor(
    private readonly reader: JsonReader,
    private readonly path: string,
  ) {}

  known(object: JsonObject, at: string): Known {
    const recordedAt = this.reader.optionalDay(object['recordedAt'], `${at}.recordedAt`);
    const withdrawnAt = this.reader.optionalDay(object['withdrawnAt'], `${at}.withdrawnAt`);
    return {
      id: at.slice(this.path.length + 1),
      ...(recordedAt === undefined ? {} : { recordedAt }),
      ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
    };
  }

  dated(object: JsonObject, at: string) {
    return { ...this.reader.interval(object, at), ...this.known(object, at) };
  }

  registration(object: JsonObject, at: string) {
    const kind = this.reader.oneOf(object['kind'] ?? 'woonadres', `${at}.kind`, registrationKinds) ?? 'woonadres';
    return { ...this.dated(object, at), municipality: this.placeOf(kind, object['gemeentecode'], at), kind };
  }

  /**
   * A home address must have a municipality, other addresses may; the code of an address abroad is a country and is
   * ignored.
   */
  private placeOf(kind: RegistrationKind, code: unknown, at: string): Municipality | null {
    if (kind === 'buitenland') return null;
    return kindsWithMunicipality.includes(kind)
      ? this.reader.municipality(code, `${at}.gemeentecode`)
      : this.reader.optionalMunicipality(code, `${at}.gemeentecode`);
  }

  /** A code, null, an object with a code and dates, or a list of those. */
  mother(value: unknown) {
    const at = `${this.path}.motherAtBirth`;
    if (value === undefined || value === null) return [];
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.map((item, index) => {
      const place = Array.isArray(value) ? `${at}[${index}]` : at;
      const object = typeof item === 'string' ? { gemeentecode: item } : this.reader.object(item, place);
      this.reader.only(object, place, ['gemeentecode', ...known]);
      const code = this.reader.optionalMunicipality(object['gemeentecode'], `${place}.gemeentecode`);
      return { ...this.known(object, place), municipality: code === ABROAD ? null : code };
    });
  }

  custody(object: JsonObject, at: string) {
    return {
      ...this.dated(object, at),
      municipality: this.reader.optionalMunicipality(object['gemeentecode'], `${at}.gemeentecode`),
      holder: holderKind(this.reader.text(object['holder'] ?? 'onbekend', `${at}.holder`)),
    };
  }

  care(object: JsonObject, at: string) {
    return {
      ...this.dated(object, at),
      form: this.reader.text(object['form'], `${at}.form`),
      regular: this.reader.flag(object['regular'], `${at}.regular`),
      jjiLinked: this.reader.flag(object['jjiLinked'], `${at}.jjiLinked`),
      ...(typeof object['provider'] === 'string' ? { provider: object['provider'] } : {}),
    };
  }

  /** A day, or an object with a `date` and when it became known. */
  request(item: unknown, at: string) {
    if (typeof item === 'string') return { id: at.slice(this.path.length + 1), on: this.reader.day(item, at) };
    const object = this.reader.object(item, at);
    this.reader.only(object, at, ['date', ...known]);
    return { ...this.known(object, at), on: this.reader.day(object['date'], `${at}.date`) };
  }

  payerEvent(object: JsonObject, at: string) {
    return {
      ...this.known(object, at),
      type: this.reader.oneOf(object['type'], `${at}.type`, payerEventTypes) ?? 'known-to-provider',
      on: this.reader.day(object['date'], `${at}.date`),
      municipality: this.reader.municipality(object['gemeentecode'], `${at}.gemeentecode`),
    };
  }
}

/** Holder kind of a free-text word; tests the end of authority first (`ouder overleden`). */
function holderKind(word: string): HolderKind {
  if (/overl|gestorven|deceased|died|dead|dood/i.test(word)) return 'overleden';
  if (/verlor|verlies|lost|ontheven|ontzet|be[eë]indig|ended|ontnomen/i.test(word)) return 'gezag-verloren';
  if (/^(geen|niemand|none|nobody|no-one|vacant|gezagsvacu[uü]m)/i.test(word)) return 'geen';
  if (/\bGI\b|gecertificeerd|instelling|institution/i.test(word)) return 'GI';
  if (/onbekend|unknown/i.test(word)) return 'onbekend';
  return /voogd|guardian/i.test(word) ? 'voogd' : 'ouder';
}

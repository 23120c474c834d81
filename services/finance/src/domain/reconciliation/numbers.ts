import { NONE, type MonthColumns } from '@regieboek/journal';
import type { Product } from '@regieboek/events';
import type { Month } from '@regieboek/kernel';
import type { CodeIn } from './codes.js';

/** A municipality under its code of a month, and that month. */
export interface Place {
  readonly municipality: string;
  readonly month: Month;
}

/** A product as a provider is expected to declare it. */
export interface Offer extends Pick<Product, 'category' | 'code' | 'unit'> {
  readonly provider: string;
  /** Number of provider and code, as in declared lines. */
  readonly product: number;
  /** The unit as a number. */
  readonly unitNumber: number;
}

/** Values by number, in order of first appearance, each identified by a text. */
class Numbered<Thing> {
  readonly all: Thing[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string, make: () => Thing): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.all.length);
    return this.all.push(make()) - 1;
  }
}

/** Numbers by a pair of integers from -1, the second one below a limit: a row of numbers for each first one. */
class ByPair {
  readonly #rows: (Int32Array | undefined)[] = [];

  constructor(private readonly limit: number) {}

  /** -1 when there is none. */
  get(one: number, other: number): number {
    const row = this.#rows[one + 1];
    return row === undefined ? NONE : (row[other + 1] ?? NONE);
  }

  set(one: number, other: number, number: number): void {
    const row = (this.#rows[one + 1] ??= new Int32Array(this.limit + 1).fill(NONE));
    row[other + 1] = number;
  }
}

/** Join keys of declared and expected lines, as numbers with the same meaning on both sides. */
export class JoinNumbers {
  readonly #products = new Numbered<string>();
  readonly #places = new Numbered<Place>();
  readonly #offers = new Numbered<Offer>();
  readonly #productByWords: ByPair;
  readonly #placeByWords: ByPair;

  constructor(
    private readonly columns: Pick<MonthColumns, 'names' | 'months'>,
    private readonly codeIn: CodeIn,
  ) {
    this.#productByWords = new ByPair(columns.names.words.size);
    this.#placeByWords = new ByPair(columns.months.months.length);
  }

  /** Number of a product of a provider, both words; a line may have no product. */
  product(provider: number, code: number): number {
    const known = this.#productByWords.get(provider, code);
    if (known !== NONE) return known;
    const number = this.#productOf(this.#word(provider), this.#word(code));
    this.#productByWords.set(provider, code, number);
    return number;
  }

  /** Number of a municipality, a word, under its code of a month by number. */
  place(municipality: number, month: number): number {
    const known = this.#placeByWords.get(municipality, month);
    if (known !== NONE) return known;
    const number = this.placeOf(this.#placeIn(municipality, month));
    this.#placeByWords.set(municipality, month, number);
    return number;
  }

  /** The same with an assignment number over 32 bits. */
  placeOfAssignment(municipality: number, month: number, assignment: number): number {
    return this.placeOf(this.#placeIn(municipality, month), assignment);
  }

  /** Number of a place, or of a place with an assignment. */
  placeOf(place: Place, assignment?: number): number {
    return this.#places.numberOf(`${place.municipality}/${place.month}/${assignment ?? ''}`, () => place);
  }

  /** Number of a product that a provider offers. */
  offer(provider: string, { category, code, unit }: Pick<Product, 'category' | 'code' | 'unit'>): number {
    const product = this.#productOf(provider, code);
    return this.#offers.numberOf(`${product}/${category}/${unit}`, () => ({
      ...{ provider, category, code, unit, product },
      unitNumber: Number(unit),
    }));
  }

  /** Place with a number. */
  placeAt(number: number): Place {
    return found(this.#places.all[number]);
  }

  /** Offers by number. */
  get offers(): readonly Offer[] {
    return this.#offers.all;
  }

  /** Places by number. */
  get places(): readonly Place[] {
    return this.#places.all;
  }

  /** Offer with a number. */
  offerAt(number: number): Offer {
    return found(this.#offers.all[number]);
  }

  #productOf(provider: string, code: string): number {
    const text = `${provider}/${code}`;
    return this.#products.numberOf(text, () => text);
  }

  #placeIn(municipality: number, number: number): Place {
    const month = found(this.columns.months.months[number]);
    return { municipality: this.codeIn(this.#word(municipality), month), month };
  }

  #word(word: number): string {
    return word < 0 ? String(null) : this.columns.names.words.text(word);
  }
}

function found<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new RangeError('the reconciliation uses an unknown number');
  return thing;
}

import type { Product } from '@regieboek/events';
import { ABROAD, codeOn, stayForms, type Parameters } from '@regieboek/residence';
import { OPEN, toDay, type Day } from '@regieboek/kernel';
import { formOf, productOf } from '../care.js';
import type { RegionHistory } from '../region-history.js';
import { residenceParameters } from '../youth-facts.js';
import { Dictionary } from './names.js';
import { NONE } from './table.js';

/** First day of the residence principle of Stb. 2020, 78: the column rules know no older law. */
const NEW_LAW_FROM: Day = toDay('2022-01-01');

/** What a contract makes of care: whether it is a stay (WPB-K1), and how its days are counted. */
export interface CareRules {
  readonly isStay: boolean;
  /** Whether the column rules do not know the form. */
  readonly isRare: boolean;
  readonly countsNights: boolean;
  readonly product: Product | null;
}

/** Contracts and choices of a region at a position, looked up by the numbers of words. */
export class RunRules {
  readonly parameters: Parameters;
  /** Municipalities as they are called from 2022 on. */
  readonly homes = new Dictionary();
  readonly #homes: (number | undefined)[] = [];
  /** By provider, code and category: small whole numbers are found faster than one that is made of them. */
  readonly #care = new Map<number, Map<number, Map<number, CareRules>>>();

  /** Throws RangeError when the region was never defined. */
  constructor(
    readonly region: RegionHistory,
    private readonly words: { text(number: number): string },
  ) {
    if (!region.definition) throw new RangeError('the region has no definition: import its contracts.yaml first');
    this.parameters = residenceParameters(region.definition);
  }

  /** First day on which the column rules hold. */
  readonly from = NEW_LAW_FROM;

  /** Number among `homes` of the municipality that a word stands for, the same on every day from 2022; else -1. */
  home(word: number): number {
    if (word === NONE) return NONE;
    return (this.#homes[word] ??= this.#homeOf(this.words.text(word)));
  }

  #homeOf(code: string): number {
    const { mergers } = this.parameters;
    const successor = codeOn(mergers, code, NEW_LAW_FROM);
    const isStable = successor !== null && successor !== ABROAD && codeOn(mergers, code, OPEN) === successor;
    return isStable ? this.homes.numberOf(successor) : NONE;
  }

  /** Rules of care that a message or its assignment gave a category and code (words or -1). */
  care(provider: number, category: number, code: number): CareRules {
    const known = this.#care.get(provider)?.get(code)?.get(category);
    if (known) return known;
    const rules = this.#rulesOf(provider, category, code);
    const ofProvider = this.#care.get(provider) ?? new Map<number, Map<number, CareRules>>();
    const ofCode = ofProvider.get(code) ?? new Map<number, CareRules>();
    this.#care.set(provider, ofProvider.set(code, ofCode.set(category, rules)));
    return rules;
  }

  #rulesOf(provider: number, category: number, code: number): CareRules {
    const textOf = (word: number) => (word === NONE ? null : this.words.text(word));
    const product = productOf(this.region.contracts.get(this.words.text(provider)), textOf(category), textOf(code));
    const form = formOf(product, textOf(category));
    return {
      isStay: stayForms.has(form),
      isRare: form === 'wlz-verblijf',
      countsNights: product?.counting.method === 'NIGHT',
      product,
    };
  }
}

import type { Product } from '@regieboek/events';
import { ABROAD, codeOn, stayForms, type Parameters, NEW_LAW_FROM } from '@regieboek/residence';
import { OPEN, type Day } from '@regieboek/kernel';
import { partiesOn } from '../objects/bill-youth.js';
import { countingOf, formOf, productOf } from '../objects/care.js';
import { isSameMunicipality } from '../objects/evidence.js';
import { type RegionHistory, Dictionary, NONE } from '@regieboek/journal';
import { residenceParameters, successorsIn } from '../objects/youth-facts.js';

/** Contract terms of care: whether it is a stay (WPB-K1), and how its days are counted. */
export interface CareRules {
  readonly isStay: boolean;
  /** True for a form that the column rules do not support. */
  readonly isRare: boolean;
  readonly countsNights: boolean;
  readonly product: Product | null;
}

/** Contracts and choices of a region at a position, looked up by the numbers of words. */
export class RunRules {
  readonly parameters: Parameters;
  /** Municipalities by their codes from 2022 on. */
  readonly homes = new Dictionary();
  readonly #homes: (number | undefined)[] = [];
  /** By provider, code and category: small whole numbers are found faster than one that is made of them. */
  readonly #care = new Map<number, Map<number, Map<number, CareRules>>>();

  readonly #successors: ReadonlySet<string>;
  /** By number of the home and word of the payer. */
  readonly #payers: (string | null | undefined)[][] = [];

  /** `day`: last day of the month billed. Throws RangeError when the region was never defined. */
  constructor(
    readonly region: RegionHistory,
    private readonly words: { text(number: number): string },
    private readonly day: Day = OPEN,
  ) {
    if (!region.definition) throw new RangeError('the region has no definition: import its contracts.yaml first');
    this.parameters = residenceParameters(region.definition);
    this.#successors = successorsIn(this.parameters.mergers);
  }

  /** True when other municipalities merged into the one of a word. */
  isSuccessor(word: number): boolean {
    return this.#successors.size > 0 && this.#successors.has(this.words.text(word));
  }

  /** True when two different words are one municipality, before and after a reorganisation. */
  isSame(one: number, other: number): boolean {
    if (one === NONE || other === NONE) return false;
    return isSameMunicipality(this.parameters.mergers, this.words.text(one), this.words.text(other));
  }

  /** Payer of the amounts of a home on the last day of the month; null: the organisation, for all. */
  payer(home: number, word: number): string | null {
    const ofHome = (this.#payers[home] ??= []);
    const known = ofHome[word];
    if (known !== undefined) return known;
    const at = { mergers: this.parameters.mergers, day: this.day, definition: this.region.definition };
    return (ofHome[word] = partiesOn({ municipality: this.homes.text(home), payer: this.words.text(word) }, at).payer);
  }

  /** First day of the column rules. */
  readonly from = NEW_LAW_FROM;

  /** Number among `homes` of the municipality of a word, when it is the same on every day from 2022; otherwise -1. */
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
      countsNights: product !== null && countingOf(product).method === 'NIGHT',
      product,
    };
  }
}

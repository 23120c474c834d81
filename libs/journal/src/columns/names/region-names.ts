import type { DeclarationHead } from '@regieboek/events';
import { Dictionary } from './dictionary.js';
import { NamesByBytes } from './names-by-bytes.js';
import { ReportedCare } from '../encode/reported-care.js';

type Head = Pick<DeclarationHead, 'period' | 'provider' | 'municipality'>;

/** Dictionaries of a region, shared by its segments: they only grow, so numbers in older segments stay valid. */
export class RegionNames {
  /** Pseudonyms of youths. */
  readonly youths = new Dictionary();
  /** Codes of municipalities, providers, categories, products and reasons; types of events; retour codes as JSON. */
  readonly words = new Dictionary();
  /** Streams of declarations. */
  readonly declarations = new Dictionary();
  /** The same words and youths, by their bytes. */
  readonly byBytes = new NamesByBytes(this.words, this.youths);
  /** Month of each declaration, by its number. */
  readonly periods: string[] = [];
  /** Words of its provider, and of the municipality that received it and pays. */
  readonly providers: number[] = [];
  readonly payers: number[] = [];
  /** Assignments with reported care. */
  readonly reported = new ReportedCare();

  /** Number of a newly received declaration; its provider and municipality become words. */
  receive(stream: string, { period, provider, municipality }: Head): number {
    const number = this.declarations.numberOf(stream);
    this.periods[number] = period;
    this.providers[number] = this.words.numberOf(provider);
    this.payers[number] = this.words.numberOf(municipality);
    return number;
  }
}

import { addMonths, toDay, type Day } from '@regieboek/kernel';

/** Months of a region of ten years. */
export const MONTHS = 120;

/** Billed month: late enough in the region that as many youths leave care as enter it. */
export const BILLED = toDay('2025-03-01');

/** First day of a region of this many months. */
export const firstOf = (months: number): Day => addMonths(BILLED, -Math.floor((months * 98) / MONTHS));

/** Size of a region: number of events, and their months. Fewer months make it proportionally broader. */
export interface Extent {
  readonly events: number;
  readonly months: number;
}

/** Pseudo-random numbers, always the same (xorshift). */
export class Chance {
  #state = 0x9e3779b9;

  below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % limit;
  }
}

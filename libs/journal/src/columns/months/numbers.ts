import { firstDayOf, lastDayOf, nextMonth, type Day, type Month } from '@regieboek/kernel';
import { NONE } from '../tables/table.js';

/** Consecutive months by number; finds the month of a day without creating a text. */
export class MonthNumbers {
  readonly months: readonly Month[];
  readonly first: Day;
  readonly last: Day;
  readonly #numbers: Int32Array;

  /** Months from the first up to and including the last; none when the last precedes the first. */
  constructor({ from, to }: { readonly from: Month; readonly to: Month }) {
    const months: Month[] = [];
    for (let month = from; month <= to; month = nextMonth(month)) months.push(month);
    this.months = months;
    this.first = firstDayOf(from);
    this.last = months.length > 0 ? lastDayOf(to) : this.first - 1;
    this.#numbers = new Int32Array(this.last - this.first + 1);
    for (const [number, month] of months.entries())
      this.#numbers.fill(number, firstDayOf(month) - this.first, lastDayOf(month) + 1 - this.first);
  }

  /** Number of the month that contains both days (first <= last); -1 when there is none. */
  of(from: Day, to: Day): number {
    if (from < this.first || to > this.last || from > to) return NONE;
    const number = this.#numbers[from - this.first] ?? NONE;
    return this.#numbers[to - this.first] === number ? number : NONE;
  }
}

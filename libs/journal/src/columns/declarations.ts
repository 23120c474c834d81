import type { DomainEvent } from '@regieboek/events';
import { decode } from '@regieboek/events';
import type { DecodedEvent } from './decode-rows.js';
import type { Month } from '@regieboek/kernel';
import type { Dictionary } from './names.js';
import { at, NONE } from './table.js';

/** Declarations of one month that were decided at a position, by number. */
export interface MonthDeclarations {
  /** 1 for a declaration of the month that counts. */
  readonly counts: Uint8Array;
  /** Words of the provider, and of the municipality that received it and pays. */
  readonly provider: Int32Array;
  readonly payer: Int32Array;
}

/** Months of declarations, and the word of the provider that they are of when that is asked. */
export interface DeclaredMonths {
  readonly from: Month;
  readonly to: Month;
  readonly provider?: number | undefined;
}

/** Dictionaries that declarations are numbered with. */
export interface DeclarationNames {
  readonly declarations: Pick<Dictionary, 'find' | 'size'>;
  readonly words: Pick<Dictionary, 'find'>;
}

/** Heads and outcomes of all declarations of a region as columns, by number: read once, asked for every month. */
export class Declarations {
  readonly #periods: Month[] = [];
  /** Position of the event by which it was received; -1 when there was none. */
  readonly #received: Int32Array;
  readonly #provider: Int32Array;
  readonly #payer: Int32Array;
  /** Position of the event by which it was decided; -1 before that. */
  readonly #decided: Int32Array;

  /** `events`: those about no youth, in order. */
  constructor(events: Iterable<DecodedEvent>, names: DeclarationNames) {
    const { size } = names.declarations;
    this.#provider = new Int32Array(size);
    this.#payer = new Int32Array(size);
    this.#received = new Int32Array(size).fill(NONE);
    this.#decided = new Int32Array(size).fill(NONE);
    for (const recorded of events) {
      if (!recorded.type.startsWith('finance.')) continue;
      const number = names.declarations.find(recorded.stream);
      if (number !== undefined) this.#apply(decode(recorded), { number, position: recorded.position }, names);
    }
  }

  #apply(
    event: DomainEvent,
    { number, position }: { readonly number: number; readonly position: number },
    { words }: DeclarationNames,
  ): void {
    if (event.type === 'finance.declaration-received.v1') {
      this.#periods[number] = event.data.period;
      this.#received[number] = position;
      this.#provider[number] = words.find(event.data.provider) ?? NONE;
      this.#payer[number] = words.find(event.data.municipality) ?? NONE;
    } else if (event.type === 'finance.declaration-decided.v1' && at(this.#decided, number) === NONE) {
      this.#decided[number] = position;
    }
  }

  /** The declarations of a month that were decided at a position; a half-decided one does not count. */
  of(month: string, upTo: number): MonthDeclarations {
    const counts = new Uint8Array(this.#decided.length);
    for (let number = 0; number < counts.length; number += 1) {
      const decided = at(this.#decided, number);
      if (decided !== NONE && decided <= upTo && this.#periods[number] === month) counts[number] = 1;
    }
    return { counts, provider: this.#provider, payer: this.#payer };
  }

  /** Months of which declarations were received at a position, in order. */
  months(upTo: number): Month[] {
    const months = new Set<Month>();
    for (const [number, month] of this.#periods.entries()) if (this.#isReceived(number, upTo)) months.add(month);
    return [...months].sort();
  }

  /** Number of declarations of some months that were received and not decided at a position; of one provider or all. */
  undecided({ from, to, provider }: DeclaredMonths, upTo: number): number {
    let undecided = 0;
    for (const [number, month] of this.#periods.entries()) {
      const isAsked =
        from <= month && month <= to && (provider ?? at(this.#provider, number)) === at(this.#provider, number);
      const decided = at(this.#decided, number);
      if (isAsked && this.#isReceived(number, upTo) && (decided === NONE || decided > upTo)) undecided += 1;
    }
    return undecided;
  }

  /** Month of a declaration that was received. */
  monthOf(number: number): Month {
    const month = this.#periods[number];
    if (month === undefined) throw new RangeError(`declaration ${number} was never received: rebuild the segments`);
    return month;
  }

  #isReceived(number: number, upTo: number): boolean {
    const received = at(this.#received, number);
    return received !== NONE && received <= upTo;
  }
}

import type { Cents } from '@regieboek/kernel';
import type { MessageLine } from '../message-lines.js';
import { signedCents } from '../table-columns.js';

/** Totals over the lines of a message. */
export interface LineTotals {
  readonly lines: number;
  /** Clients that have lines; none in a message without client. */
  readonly clients: number;
  /** Eurocents; undefined when no line has an amount. */
  readonly amounts: { readonly debitCents: Cents; readonly creditCents: Cents; readonly netCents: Cents } | undefined;
}

/** Adds up lines one by one, so that they need not be in memory together. */
export class LineAdder {
  #lines = 0;
  #clients = 0;
  #lastClient = 0;
  #amounts = 0;
  #debit: Cents = 0;
  #credit: Cents = 0;

  /** Adds a line; lines come in document order. */
  add(line: MessageLine): void {
    this.#lines += 1;
    if ('bsn' in line.client && line.clientNumber !== this.#lastClient) {
      this.#clients += 1;
      this.#lastClient = line.clientNumber;
    }
    const cents = signedCents(line);
    if (cents === undefined) return;
    this.#amounts += 1;
    if (cents < 0) this.#credit -= cents;
    else this.#debit += cents;
  }

  /** Totals so far; `creditCents` is positive, `netCents` is debit minus credit. */
  get totals(): LineTotals {
    const amounts =
      this.#amounts === 0
        ? undefined
        : { debitCents: this.#debit, creditCents: this.#credit, netCents: this.#debit - this.#credit };
    return { lines: this.#lines, clients: this.#clients, amounts };
  }
}

import { at, NONE } from '@regieboek/journal';
import type { DeclaredRows } from './rows.js';
import { bytesOf, hashOf } from './reference-bytes.js';

/** State of a declared line before it is compared with expected lines. */
export const OPEN_LINE = 0;

/** Its reference was used before. */
export const REPEATED = 1;

/** It cancels another line, or is cancelled by it. */
const CREDITED = 2;

/** References (ReferentieNummer) of declared lines by their encoded bytes, per provider. */
export class References {
  readonly #wide = new Map<number, { readonly reference: Uint8Array; readonly previous: Uint8Array | null }>();
  /** Hash table: the row that owns a reference, or -1, and the hash of the reference. */
  readonly #slots: Int32Array;
  // The reference in question.
  #bytes: Uint8Array = new Uint8Array(0);
  #from = 0;
  #to = 0;

  constructor(private readonly declared: DeclaredRows) {
    let size = 16;
    while (size < declared.rows * 2) size *= 2;
    this.#slots = new Int32Array(size * 2).fill(NONE);
    for (const [row, { reference, previous }] of declared.wide)
      this.#wide.set(row, { reference: bytesOf(reference), previous: previous === null ? null : bytesOf(previous) });
  }

  /**
   * State of every row, in memory that workers can share. Of rows with the same reference, the first by precedence
   * counts; an approved credit line and the approved debit line that it credits cancel each other. Lines of different
   * youths may share a reference, so this processes all lines together.
   */
  states(): Uint8Array<SharedArrayBuffer> {
    const { rows } = this.declared;
    const states = new Uint8Array(new SharedArrayBuffer(rows));
    for (let row = 0; row < rows; row += 1) this.#stand(row, states);
    for (const credit of this.#followers(states)) {
      if (states[credit] !== OPEN_LINE || !this.#seekPrevious(credit)) continue;
      const provider = this.declared.provider(credit);
      const debit = at(this.#slots, this.#slotOf(provider, this.#hash(provider)));
      if (debit === NONE || debit === credit || states[debit] === CREDITED || !this.#undoes(credit, debit)) continue;
      states[credit] = states[debit] = CREDITED;
    }
    return states;
  }

  /** Makes a row the owner of its reference, unless another one precedes it. */
  #stand(row: number, states: Uint8Array): void {
    this.#seekReference(row);
    const provider = this.declared.provider(row);
    const hash = this.#hash(provider);
    const slot = this.#slotOf(provider, hash);
    const other = at(this.#slots, slot);
    if (other === NONE) {
      this.#slots[slot] = row;
      this.#slots[slot + 1] = hash;
    } else if (this.declared.precedence(row, other) < 0) {
      this.#slots[slot] = row;
      states[other] = REPEATED;
    } else states[row] = REPEATED;
  }

  /** Rows that count and credit another line, by precedence. */
  #followers(states: Uint8Array): number[] {
    const followers: number[] = [];
    for (let row = 0; row < states.length; row += 1)
      if (states[row] === OPEN_LINE && this.#seekPrevious(row)) followers.push(row);
    return followers.sort((a, b) => this.declared.precedence(a, b));
  }

  /** Whether a credit line cancels a debit line: both approved, of the same delivery, of the same amount. */
  #undoes(credit: number, debit: number): boolean {
    const { declared } = this;
    const { column } = declared.columns.lines;
    return (
      !declared.isRefused(credit) &&
      !declared.isRefused(debit) &&
      declared.cents(credit) === -declared.cents(debit) &&
      declared.assignment(credit) === declared.assignment(debit) &&
      at(column.code, credit) === at(column.code, debit) &&
      at(column.from, credit) === at(column.from, debit) &&
      at(column.to, credit) === at(column.to, debit)
    );
  }

  #seekReference(row: number): void {
    const { column, text } = this.declared.columns.lines;
    const wide = this.#wide.size > 0 ? this.#wide.get(row) : undefined;
    if (wide) this.#seek(wide.reference, 0, wide.reference.length);
    else {
      const from = at(text.offsets, row);
      this.#seek(text.bytes, from, from + at(column.referenceBytes, row));
    }
  }

  /** Sets the reference that a row credits as the one in question; false when it credits none. */
  #seekPrevious(row: number): boolean {
    const { column, text } = this.declared.columns.lines;
    const wide = this.#wide.size > 0 ? this.#wide.get(row) : undefined;
    if (wide) {
      if (wide.previous) this.#seek(wide.previous, 0, wide.previous.length);
      return wide.previous !== null;
    }
    const from = at(text.offsets, row) + at(column.referenceBytes, row);
    this.#seek(text.bytes, from, at(text.offsets, row + 1));
    return this.#from < this.#to;
  }

  #seek(bytes: Uint8Array, from: number, to: number): void {
    this.#bytes = bytes;
    this.#from = from;
    this.#to = to;
  }

  /** Slot of the reference in question, or the free slot for it. */
  #slotOf(provider: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = (hash << 1) & mask;
    for (;;) {
      const row = at(this.#slots, slot);
      if (row === NONE) return slot;
      const mayBe = at(this.#slots, slot + 1) === hash && this.declared.provider(row) === provider;
      if (mayBe && this.#isReferenceOf(row)) return slot;
      slot = (slot + 2) & mask;
    }
  }

  /** Hash of the reference in question. */
  #hash(provider: number): number {
    return hashOf(this.#bytes, this.#from, this.#to, provider);
  }

  #isReferenceOf(row: number): boolean {
    const { column, text } = this.declared.columns.lines;
    const wide = this.#wide.size > 0 ? this.#wide.get(row)?.reference : undefined;
    const bytes = wide ?? text.bytes;
    const from = wide ? 0 : at(text.offsets, row);
    const length = wide ? wide.length : at(column.referenceBytes, row);
    if (length !== this.#to - this.#from) return false;
    for (let index = 0; index < length; index += 1)
      if (bytes[from + index] !== this.#bytes[this.#from + index]) return false;
    return true;
  }
}

import { REMOVAL_REASON } from '@regieboek/ijw';
import { decode } from '@regieboek/events';
import { assignmentEvent, at, type AssignmentTable, type RowNames } from '@regieboek/journal';
import type { AssignedTerms } from './assigned-value.js';

/** Volume that an assignment allows, and whether it was removed. */
export interface Terms extends AssignedTerms {
  readonly isRemoved: boolean;
}

interface Known {
  readonly bytes: Uint8Array;
  readonly terms: Terms;
}

/** Start of the text of an assignment when its moment of decision, which is not part of the terms, comes first. */
const DECIDED = new TextEncoder().encode('{"decidedAt":"');
const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** Number of recent texts to compare before looking up the hash: neighbours often have the same terms. */
const RECENT = 8;

/** Terms of assignments; many are equal, and each text is parsed once. */
export class TermsOf {
  readonly #known = new Map<number, Known[]>();
  readonly #recent: Known[] = [];
  #next = 0;

  constructor(
    private readonly table: AssignmentTable,
    private readonly names: RowNames,
  ) {}

  /** Terms of a row; its text must have been read. */
  at(row: number): Terms {
    const { offsets } = this.table.text;
    const [start, to] = [at(offsets, row), at(offsets, row + 1)];
    const from = this.#pastDecision(start, to);
    for (let index = 0; index < this.#recent.length; index += 1) {
      const known = this.#recent[index];
      if (known && this.#isText(known.bytes, from, to)) return known.terms;
    }
    const known = this.#find(row, from, to);
    this.#recent[this.#next] = known;
    this.#next = (this.#next + 1) % RECENT;
    return known.terms;
  }

  /** The text of a row among the parsed ones; parses it when it is new. */
  #find(row: number, from: number, to: number): Known {
    const { bytes } = this.table.text;
    let hash = 0x811c9dc5;
    for (let index = from; index < to; index += 1) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
    const same = this.#known.get(hash) ?? [];
    this.#known.set(hash, same);
    const found = same.find(({ bytes: own }) => this.#isText(own, from, to));
    if (found) return found;
    const known = { bytes: bytes.slice(from, to), terms: this.#parse(row) };
    same.push(known);
    return known;
  }

  /** Start of the text after the moment of decision; its very start when that has an unusual notation. */
  #pastDecision(start: number, to: number): number {
    const { bytes } = this.table.text;
    for (let index = 0; index < DECIDED.length; index += 1) if (bytes[start + index] !== DECIDED[index]) return start;
    for (let index = start + DECIDED.length; index < to; index += 1) {
      if (bytes[index] === BACKSLASH) return start;
      if (bytes[index] === QUOTE) return index;
    }
    return start;
  }

  #isText(own: Uint8Array, from: number, to: number): boolean {
    if (own.length !== to - from) return false;
    const { bytes } = this.table.text;
    for (let index = 0; index < own.length; index += 1) if (own[index] !== bytes[from + index]) return false;
    return true;
  }

  #parse(row: number): Terms {
    const event = decode(assignmentEvent(this.table, row, this.names));
    if (event.type !== 'placements.assignment-decided.v1') throw new TypeError(`row ${row} contains no assignment`);
    const { volume, frequency, budgetCents, reason } = event.data;
    return { volume, frequency, budgetCents, isRemoved: reason === REMOVAL_REASON };
  }
}

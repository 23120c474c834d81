import { decode } from '@regieboek/events';
import { assignmentEvent, at, type AssignmentTable, type RowNames } from '@regieboek/journal';
import { REMOVED, type AssignedTerms } from './reconcile-expected.js';

/** What an assignment says of how much may be delivered, and whether it was removed. */
export interface Terms extends AssignedTerms {
  readonly isRemoved: boolean;
}

interface Known {
  readonly bytes: Uint8Array;
  readonly terms: Terms;
}

/** How the text of an assignment begins when its moment of decision, which says nothing of terms, comes first. */
const DECIDED = new TextEncoder().encode('{"decidedAt":"');
const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** Terms of assignments; many have the same, and each text is parsed once. */
export class TermsOf {
  readonly #known = new Map<number, Known[]>();

  constructor(
    private readonly table: AssignmentTable,
    private readonly names: RowNames,
  ) {}

  /** Terms of a row, whose text must have been read. */
  at(row: number): Terms {
    const { bytes, offsets } = this.table.text;
    const [start, to] = [at(offsets, row), at(offsets, row + 1)];
    const from = this.#pastDecision(start, to);
    let hash = 0x811c9dc5;
    for (let index = from; index < to; index += 1) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
    const same = this.#known.get(hash);
    for (const { bytes: own, terms } of same ?? []) if (this.#isText(own, from, to)) return terms;
    const terms = this.#parse(row);
    const known = { bytes: bytes.slice(from, to), terms };
    if (same) same.push(known);
    else this.#known.set(hash, [known]);
    return terms;
  }

  /** Where the text goes on after the moment of decision; its start when that is not written as usual. */
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
    if (event.type !== 'placements.assignment-decided.v1') throw new TypeError(`row ${row} holds no assignment`);
    const { volume, frequency, budgetCents, reason } = event.data;
    return { volume, frequency, budgetCents, isRemoved: reason === REMOVED };
  }
}

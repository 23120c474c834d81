import { OPEN } from '@regieboek/kernel';
import type { RunRules, CareRules } from '../run-rules.js';
import { type Rows, careKinds, type AssignmentTable, type CareTable, at, NONE } from '@regieboek/journal';

/** Care on one assignment: one start message, and at most one stop. */
export interface CareSlot {
  municipality: number;
  provider: number;
  assignment: number;
  from: number;
  to: number;
  isStopped: boolean;
  /** Not known from messages, but assumed because a line was approved. */
  isAssumed: boolean;
  /** True when the end of assumed care is that of its last line. */
  isOpen: boolean;
  /** First row of care of its municipality: of care that begins on one day, that of an earlier municipality comes first. */
  rank: number;
  rules: CareRules | null;
  /** Chain of stays that it is part of, or -1. */
  chain: number;
}

/** An approved line that may be evidence of care, with its product. */
export interface EvidenceLine {
  readonly provider: number;
  readonly payer: number;
  readonly assignment: number;
  readonly to: number;
  readonly rules: CareRules;
}

/** More records than this for one youth are rare. */
const SLOTS = 16;

const STARTED = careKinds.indexOf('care-started');
const STOPPED = careKinds.indexOf('care-stopped');

/** Care records of one youth at a time, read from its messages, in order of first day. */
export class CareSlots {
  count = 0;
  readonly slots: CareSlot[] = Array.from({ length: SLOTS }, () => ({
    municipality: 0,
    provider: 0,
    assignment: 0,
    from: 0,
    to: 0,
    isStopped: false,
    isAssumed: false,
    isOpen: false,
    rank: 0,
    rules: null,
    chain: NONE,
  }));
  readonly #pool = [...this.slots];

  constructor(private readonly rules: RunRules) {}

  /** Reads the care of a youth; false when it contains something the column rules do not support. */
  read(care: Rows<CareTable>, assignments: Rows<AssignmentTable>): boolean {
    // Only slots that were in use changed places.
    for (let index = 0; index < this.count; index += 1) this.slots[index] = this.#pool[index] ?? this.#slot(index);
    this.count = 0;
    for (let row = care.from; row < care.to; row += 1) {
      const kind = at(care.table.column.kind, row);
      const isRead =
        kind === STARTED ? this.#start(care, row, assignments) : kind === STOPPED && this.#stop(care.table, row);
      if (!isRead) return false;
    }
    this.#sort();
    return true;
  }

  /**
   * Adds care implied by an approved line when none was reported on its assignment: over the assignment, or, when that is open,
   * to the end of the last line. Returns false for rare cases: a stay whose order matters, an unknown assignment, or care that
   * may have been reported to the same municipality under another code.
   */
  assume(line: EvidenceLine, assignments: Rows<AssignmentTable>): boolean {
    for (let index = 0; index < this.count; index += 1) {
      const slot = this.at(index);
      if (slot.assignment !== line.assignment || slot.provider !== line.provider) continue;
      if (slot.municipality !== line.payer) {
        if (this.rules.isSame(slot.municipality, line.payer)) return false;
        continue;
      }
      if (slot.isAssumed && slot.isOpen && line.to > slot.to) slot.to = line.to;
      return true;
    }
    return this.#assume(line, assignments);
  }

  /** Adds care over the last decision on the assignment of a line. */
  #assume({ provider, payer, assignment, to: last, rules }: EvidenceLine, assignments: Rows<AssignmentTable>): boolean {
    const { table, from, to } = assignments;
    const { column } = table;
    let row = to - 1;
    while (row >= from && (at(column.number, row) !== assignment || at(column.municipality, row) !== payer)) row -= 1;
    const slot = this.slots[this.count];
    if (!slot || row < from || rules.isStay || rules.isRare) return false;
    const end = at(column.to, row);
    slot.municipality = payer;
    slot.provider = provider;
    slot.assignment = assignment;
    slot.isAssumed = true;
    slot.isOpen = end === OPEN;
    slot.rules = rules;
    slot.chain = NONE;
    slot.from = at(column.from, row);
    slot.to = slot.isOpen ? last : end;
    this.count += 1;
    return true;
  }

  /** True when every assumed record has its days in order; nothing is known of others. */
  get isAssumedInOrder(): boolean {
    for (let index = 0; index < this.count; index += 1) {
      const { isAssumed, from, to } = this.at(index);
      if (isAssumed && from > to) return false;
    }
    return true;
  }

  /** Slot of an index below `count`. */
  at(index: number): CareSlot {
    return this.slots[index] ?? this.#slot(index);
  }

  #slot(index: number): never {
    throw new RangeError(`no slot ${index}`);
  }

  #find({ column }: CareTable, row: number): CareSlot | undefined {
    const [municipality, provider] = [at(column.municipality, row), at(column.provider, row)];
    const assignment = at(column.assignment, row);
    for (let index = 0; index < this.count; index += 1) {
      const slot = this.slots[index];
      if (slot?.assignment === assignment && slot.municipality === municipality && slot.provider === provider)
        return slot;
    }
    return undefined;
  }

  #start(care: Rows<CareTable>, row: number, assignments: Rows<AssignmentTable>): boolean {
    const { column } = care.table;
    const assignment = at(column.assignment, row);
    const slot = this.slots[this.count];
    if (!slot || assignment === NONE || this.#wasStopped(care, row)) return false;
    slot.municipality = at(column.municipality, row);
    slot.provider = at(column.provider, row);
    slot.assignment = assignment;
    slot.from = at(column.begin, row);
    slot.to = OPEN;
    slot.isStopped = false;
    slot.isAssumed = false;
    slot.rank = this.#rank(care, row);
    slot.chain = NONE;
    const rules = this.#rulesOf(slot, care.table, row, assignments);
    slot.rules = rules;
    this.count += 1;
    return !rules.isRare;
  }

  /** First row of care of the municipality of a row. */
  #rank({ table: { column }, from }: Rows<CareTable>, row: number): number {
    const municipality = at(column.municipality, row);
    let first = from;
    while (first < row && at(column.municipality, first) !== municipality) first += 1;
    return first;
  }

  /** True when a stop came before any start on the assignment of a row: the product named by that stop would count. */
  #wasStopped({ table: { column }, from }: Rows<CareTable>, row: number): boolean {
    for (let before = from; before < row; before += 1) {
      const isSame =
        at(column.assignment, before) === at(column.assignment, row) &&
        at(column.municipality, before) === at(column.municipality, row) &&
        at(column.provider, before) === at(column.provider, row);
      if (isSame) return true;
    }
    return false;
  }

  /** Fields omitted by a message come from the last decision on its assignment. */
  #rulesOf(slot: CareSlot, care: CareTable, told: number, { table, from, to }: Rows<AssignmentTable>): CareRules {
    const [category, code] = [at(care.column.category, told), at(care.column.code, told)];
    if (category !== NONE && code !== NONE) return this.rules.care(slot.provider, category, code);
    const { column } = table;
    for (let row = to - 1; row >= from; row -= 1) {
      if (at(column.number, row) !== slot.assignment || at(column.municipality, row) !== slot.municipality) continue;
      return this.rules.care(
        slot.provider,
        category === NONE ? at(column.category, row) : category,
        code === NONE ? at(column.code, row) : code,
      );
    }
    return this.rules.care(slot.provider, category, code);
  }

  #stop(table: CareTable, row: number): boolean {
    const slot = this.#find(table, row);
    const end = at(table.column.end, row);
    // A stop without a start has no effect, as long as no start follows it.
    if (!slot) return at(table.column.assignment, row) !== NONE;
    if (slot.isStopped || slot.from !== at(table.column.begin, row) || end < slot.from) return false;
    slot.to = end;
    slot.isStopped = true;
    return true;
  }

  /** By first day, then by municipality of the earliest message; the order of the rest stays. */
  #sort(): void {
    const { slots } = this;
    for (let index = 1; index < this.count; index += 1) {
      const slot = this.at(index);
      let place = index;
      while (place > 0 && isBefore(slot, this.at(place - 1))) {
        slots[place] = this.at(place - 1);
        place -= 1;
      }
      slots[place] = slot;
    }
  }
}

const isBefore = (a: CareSlot, b: CareSlot): boolean => a.from < b.from || (a.from === b.from && a.rank < b.rank);

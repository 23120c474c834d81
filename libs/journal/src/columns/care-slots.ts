import { OPEN } from '@regieboek/kernel';
import type { RunRules, CareRules } from './run-rules.js';
import { careKinds, type AssignmentTable, type CareTable } from './segment.js';
import { at, NONE } from './table.js';

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
  /** First row of care of its municipality: of care that begins on one day, that of an earlier municipality comes first. */
  rank: number;
  rules: CareRules | null;
  /** Chain of stays that it is part of, or -1. */
  chain: number;
}

/** An approved line without care on its assignment. */
export interface AssumedLine {
  readonly provider: number;
  readonly payer: number;
  readonly assignment: number;
  readonly category: number;
  readonly code: number;
  readonly from: number;
  readonly to: number;
}

/** More records than this for one youth are rare. */
const SLOTS = 16;

const STARTED = careKinds.indexOf('care-started');
const STOPPED = careKinds.indexOf('care-stopped');

/** Rows of one youth in a table. */
export interface Rows<Of> {
  readonly table: Of;
  readonly from: number;
  readonly to: number;
}

/** Records of care of one youth at a time, read from its messages, in order of first day. */
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
    rank: 0,
    rules: null,
    chain: NONE,
  }));
  readonly #pool = [...this.slots];

  constructor(private readonly rules: RunRules) {}

  /** Reads the care of a youth; false when it holds what the column rules do not know. */
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
   * Adds care that an approved line stands for: over its assignment, or its own period. False when it would be a stay,
   * for which order matters.
   */
  assume(line: AssumedLine, { table: { column }, from, to }: Rows<AssignmentTable>): boolean {
    const slot = this.slots[this.count];
    const rules = this.rules.care(line.provider, line.category, line.code);
    if (!slot || rules.isStay || rules.isRare) return false;
    slot.isAssumed = true;
    slot.rules = rules;
    slot.chain = NONE;
    slot.from = line.from;
    slot.to = line.to;
    this.count += 1;
    for (let row = to - 1; row >= from; row -= 1) {
      if (at(column.number, row) !== line.assignment || at(column.municipality, row) !== line.payer) continue;
      const end = at(column.to, row);
      slot.from = Math.min(line.from, at(column.from, row));
      if (end !== OPEN) slot.to = Math.max(line.to, end);
      break;
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

  /** Whether a stop came before any start on the assignment of a row: what that names would count. */
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

  /** What a message leaves out, the last decision on its assignment says. */
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
    // A stop without a start says nothing, as long as no start follows it.
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

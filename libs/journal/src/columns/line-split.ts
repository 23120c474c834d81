import { allocate, OPEN } from '@regieboek/kernel';
import type { SplitGround } from '../bill-youth.js';
import type { CareSlot, CareSlots } from './care-slots.js';
import type { ResponsibleRun, ResponsibleRuns } from './responsible-runs.js';

/** Part of a line that one municipality bears under one rule. */
export interface LinePart {
  run: ResponsibleRun | undefined;
  from: number;
  to: number;
  days: number;
  volume: number;
  cents: number;
}

/** A line, as far as dividing needs it: its days, its care, and what there is to divide. */
export interface SplitLine {
  provider: number;
  assignment: number;
  payer: number;
  from: number;
  to: number;
  volume: number;
  cents: number;
  /** Unit 14 (etmaal): divided by counted stay days. */
  isByDay: boolean;
}

/**
 * Divides a line over the runs of responsibility of its counted days, as `billYouth` does: of the care on its
 * assignment at most one record, without absences. Anything else it leaves to the rules over facts.
 */
export class LineSplit {
  count = 0;
  /** What the last line was divided by. */
  ground: SplitGround = 'care-days';
  readonly #parts: LinePart[] = [];
  #from = 0;
  #to = 0;

  constructor(
    private readonly care: CareSlots,
    private readonly runs: ResponsibleRuns,
  ) {}

  /** Part of an index below `count`. */
  at(index: number): LinePart | undefined {
    return this.#parts[index];
  }

  /** Finds the days that a line is divided by; false when it is rare. Without care in its period: the period itself. */
  countDays(line: SplitLine): boolean {
    const slot = this.#careOn(line);
    if (slot === null) return false;
    if (slot && this.#countDays(line, slot)) return true;
    this.ground = 'period-days';
    this.#from = line.from;
    this.#to = line.to;
    return line.from <= line.to;
  }

  /** Divides a line; false when it is rare. */
  split(line: SplitLine): boolean {
    this.count = 0;
    if (!this.countDays(line)) return false;
    let covered = 0;
    for (let index = 0; index < this.runs.count; index += 1) {
      const run = this.runs.at(index);
      if (run) covered += this.#share(run);
    }
    if (covered !== this.#to - this.#from + 1) return false;
    this.#allocate(line);
    return true;
  }

  /** The one record on the assignment of a line, that of the payer before those of others; null: there are several. */
  #careOn({ provider, assignment, payer }: SplitLine): CareSlot | undefined | null {
    let ofPayer: CareSlot | undefined;
    let ofOthers: CareSlot | undefined;
    let others = 0;
    for (let index = 0; index < this.care.count; index += 1) {
      const slot = this.care.at(index);
      if (slot.isAssumed || slot.assignment !== assignment || slot.provider !== provider) continue;
      if (slot.municipality === payer) ofPayer = slot;
      else {
        ofOthers = slot;
        others += 1;
      }
    }
    return ofPayer ?? (others > 1 ? null : ofOthers);
  }

  #countDays(line: SplitLine, { from, to, rules }: CareSlot): boolean {
    this.#from = Math.max(from, line.from);
    if (line.isByDay && rules?.product) {
      this.#to = Math.min(line.to, rules.countsNights && to !== OPEN ? to - 1 : to);
      this.ground = 'stay-days';
      if (this.#from <= this.#to) return true;
    }
    this.ground = 'care-days';
    this.#to = Math.min(line.to, to);
    return this.#from <= this.#to;
  }

  /** Adds the days of a run to the part of its municipality and ground; gives their number. */
  #share(run: ResponsibleRun): number {
    const [from, to] = [Math.max(run.from, this.#from), Math.min(run.to, this.#to)];
    if (from > to) return 0;
    const part = this.#partOf(run, from);
    part.to = to;
    part.days += to - from + 1;
    return to - from + 1;
  }

  #partOf(run: ResponsibleRun, from: number): LinePart {
    for (let index = 0; index < this.count; index += 1) {
      const part = this.#parts[index];
      if (part?.run?.home === run.home && part.run.chainStart === run.chainStart) return part;
    }
    const part = (this.#parts[this.count] ??= { run, from, to: from, days: 0, volume: 0, cents: 0 });
    this.count += 1;
    part.run = run;
    part.from = from;
    part.days = 0;
    return part;
  }

  #allocate({ volume, cents }: SplitLine): void {
    const [only] = this.#parts;
    if (this.count === 1 && only) {
      only.volume = volume;
      only.cents = cents;
      return;
    }
    const parts = this.#parts.slice(0, this.count);
    const weights = parts.map(({ days }) => days);
    const shared = { cents: allocate(cents, weights), volumes: allocate(volume, weights) };
    for (const [index, part] of parts.entries()) {
      part.cents = shared.cents[index] ?? 0;
      part.volume = shared.volumes[index] ?? 0;
    }
  }
}

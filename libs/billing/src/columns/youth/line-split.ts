import type { SplitGround } from '../../rules/counting.js';
import type { CareSlot, CareSlots } from './care-slots.js';
import type { RunRules } from '../run-rules.js';
import type { SplittingRule } from '../../rules/splitting.js';
import type { CountedDays, CountsDays } from './counted-days.js';
import type { RunDecider, ResponsibleRun } from './run-decider.js';
import type { SplitLine } from './split-line.js';

/** Part of a line that one municipality bears under one rule. */
export interface LinePart {
  run: ResponsibleRun | undefined;
  from: number;
  to: number;
  days: number;
  volume: number;
  cents: number;
}

/** Strategies that a line is divided by. */
export interface SplitBy {
  readonly counting: CountsDays;
  readonly splitting: SplittingRule;
}

/**
 * Divides a line over the runs of responsibility of its counted days, as `billYouth` does: of the care on its
 * assignment at most one record, without absences. Anything else it leaves to the rules over facts.
 */
export class LineSplit {
  count = 0;
  readonly #parts: LinePart[] = [];
  readonly #days: CountedDays = { from: 0, to: 0, ground: 'care-days' };

  constructor(
    private readonly care: CareSlots,
    private readonly runs: RunDecider,
    private readonly rules: Pick<RunRules, 'isSame'>,
    private readonly by: SplitBy,
  ) {}

  /** Ground of the days that the last line was divided by. */
  get ground(): SplitGround {
    return this.#days.ground;
  }

  /** Part of an index below `count`. */
  at(index: number): LinePart | undefined {
    return this.#parts[index];
  }

  /**
   * Finds the days that a line is divided by: without reported care the period itself. False when it is rare: outside the
   * reported care the days themselves say who is responsible.
   */
  #findDays(line: SplitLine): boolean {
    const slot = this.#careOn(line);
    if (slot === null) return false;
    const days = this.#days;
    if (slot) return this.by.counting(line, slot, days);
    days.ground = 'period-days';
    days.from = line.from;
    days.to = line.to;
    return line.from <= line.to;
  }

  /** Divides a line; false when it is rare. */
  split(line: SplitLine): boolean {
    this.count = 0;
    if (!this.#findDays(line)) return false;
    let covered = 0;
    for (let index = 0; index < this.runs.count; index += 1) {
      const run = this.runs.at(index);
      if (run) covered += this.#share(run);
    }
    const { from, to } = this.#days;
    if (covered !== to - from + 1) return false;
    this.#allocate(line);
    return true;
  }

  /** The one record on the assignment of a line; null: it may be one of the same municipality under another code. */
  #careOn({ provider, assignment, payer }: SplitLine): CareSlot | undefined | null {
    let ofPayer: CareSlot | undefined;
    let isOfOther = false;
    for (let index = 0; index < this.care.count; index += 1) {
      const slot = this.care.at(index);
      if (slot.isAssumed || slot.assignment !== assignment || slot.provider !== provider) continue;
      if (slot.municipality === payer) ofPayer = slot;
      else isOfOther ||= this.rules.isSame(slot.municipality, payer);
    }
    return ofPayer ?? (isOfOther ? null : undefined);
  }

  /** Adds the days of a run to the part of its municipality and ground; gives their number. */
  #share(run: ResponsibleRun): number {
    const [from, to] = [Math.max(run.from, this.#days.from), Math.min(run.to, this.#days.to)];
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
    const shared = {
      cents: this.by.splitting.divide(cents, weights),
      volumes: this.by.splitting.divide(volume, weights),
    };
    for (const [index, part] of parts.entries()) {
      part.cents = shared.cents[index] ?? 0;
      part.volume = shared.volumes[index] ?? 0;
    }
  }
}

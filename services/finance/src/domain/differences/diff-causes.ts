/**
 * Finds why two runs of a month differ. It applies the events between them one by one and bills the youths or lump sums concerned
 * again, so that every cent of a difference is attributed to an event.
 */
import { decode, type DomainEvent } from '@regieboek/events';
import type { RegionHistory } from '@regieboek/journal';
import { sumCents, type Cents, type Month } from '@regieboek/kernel';
import { NotConserved, type BilledLine } from '../runs/billing-run.js';
import { diffRuns, type Difference } from './diff.js';
import { billPeriod, linesOnly } from '../runs/billing-run.js';
import { LinesByYouth, lumpSumsOnly } from './diff-scope.js';
import type { LumpSumLine, RuleSet } from '@regieboek/billing';

/** An event as the log contains it, with the time of recording (ISO 8601, UTC). */
export interface DatedEvent {
  readonly stream: string;
  readonly position: number;
  readonly type: string;
  readonly data: unknown;
  readonly recordedAt: string;
}

/** A cause of a difference with its part; the parts of a difference add up to it. */
export interface Cause {
  /** Type of the event; `rule-set` for other rules, `use` for days of care in the month that a lump sum is divided by. */
  readonly what: string;
  /** Position and recording time of the event; null when no single event is the cause. */
  readonly position: number | null;
  readonly recordedAt: string | null;
  /** Id of the fact, key of the care or assignment, AGB code of the contract, number of the declaration, or version of the rules. */
  readonly subject: string | null;
  readonly cents: Cents;
}

/** A difference with its causes. */
export interface Correction extends Difference {
  readonly causes: readonly Cause[];
}

/** A cause of a difference, without its part. */
export type Origin = Omit<Cause, 'cents'>;

/** Both sides of a comparison: the billed run and its rules. */
export interface Side {
  readonly lines: readonly BilledLine[];
  readonly lumpSums: readonly LumpSumLine[];
  readonly ruleSet: RuleSet;
}

/** Subject of an event, as a cause names it. */
function subjectOf({ type, data }: DomainEvent): string | null {
  switch (type) {
    case 'placements.residence-fact-recorded.v1':
      return data.fact.id;
    case 'placements.residence-fact-withdrawn.v1':
      return data.factId;
    case 'placements.absence-recorded.v1':
      return data.id;
    case 'placements.assignment-decided.v1':
      return `${data.municipality}-${data.number}`;
    case 'placements.care-started.v1':
    case 'placements.care-start-withdrawn.v1':
    case 'placements.care-stopped.v1':
    case 'placements.care-stop-withdrawn.v1':
      return data.assignment === null ? data.provider : `${data.municipality}-${data.assignment}`;
    case 'contracts.contract-agreed.v1':
    case 'contracts.contract-withdrawn.v1':
      return data.provider;
    case 'contracts.region-defined.v1':
      return data.region;
    default:
      return null;
  }
}

/** True for an event about the region or a contract, which can concern everything. */
const isGlobal = ({ type }: { readonly type: string }): boolean =>
  type.startsWith('contracts.') && !type.startsWith('contracts.emergency-');

/** Days of care in the month that changed without a single event as the cause. */
const use: Origin = { what: 'use', position: null, recordedAt: null, subject: null };

/** Differences that no single event explains, because events were reported in another order than recorded. */
export const toldInOtherOrder: Origin = {
  what: 'told-in-other-order',
  position: null,
  recordedAt: null,
  subject: null,
};

/**
 * Attributes the differences between two runs of a month to the events between them. The caller passes every event of
 * the log to `before`, then to the history, then to `after`, so that several months can share one history.
 */
export class CauseFinder {
  readonly #history: RegionHistory;
  readonly #month: Month;
  readonly #after: Side;
  readonly #differences: readonly Difference[];
  readonly #lines: LinesByYouth;
  readonly #causes = new Map<string, Cause[]>();
  /** Lines of every youth with differences, as billed last. */
  readonly #billed: Map<string, readonly BilledLine[]>;
  #lumpSums: readonly LumpSumLine[];
  readonly #lumpSumsDiffer: boolean;

  /** `history` is at the position of `before`. The rules of `after` apply from the start, and are the first cause. */
  constructor(history: RegionHistory, month: Month, before: Side, after: Side) {
    this.#history = history;
    this.#month = month;
    this.#after = after;
    this.#lines = new LinesByYouth(history, month);
    this.#differences = diffRuns(runLines(month, before), runLines(month, after));
    const youths = new Set(this.#differences.flatMap(({ youth }) => youth ?? []));
    this.#billed = new Map([...youths].map((youth) => [youth, []]));
    for (const [youth, own] of Map.groupBy(before.lines, (line) => line.youth))
      if (youths.has(youth)) this.#billed.set(youth, own);
    this.#lumpSums = before.lumpSums;
    this.#lumpSumsDiffer = this.#differences.some(({ kind }) => kind === 'lump-sum');
    if (before.ruleSet.version !== after.ruleSet.version) this.#changeRules();
  }

  #changeRules(): void {
    const origin = { what: 'rule-set', position: null, recordedAt: null, subject: this.#after.ruleSet.version };
    this.#billAgain([...this.#billed.keys()], origin);
    if (this.#lumpSumsDiffer) this.#divideAgain(origin);
  }

  /** True when anything differs; otherwise events need not be passed. */
  get isNeeded(): boolean {
    return this.#differences.length > 0;
  }

  /** Receives the next event of the log before the history applies it. */
  before(recorded: DatedEvent): void {
    // A change of a contract does not cause differences from days of use before it.
    if (isGlobal(recorded) && this.#lumpSumsDiffer) this.#divideAgain(use);
  }

  /** Receives the same event after the history applied it. */
  after(recorded: DatedEvent): void {
    const event = decode(recorded);
    const { type, position, recordedAt, stream } = recorded;
    const concerned = this.#concerned(event, stream);
    const origin = { what: type, position, recordedAt, subject: this.#subjectOf(event, stream) };
    if (concerned.length > 0) this.#billAgain(concerned, origin);
    if (isGlobal(recorded) && this.#lumpSumsDiffer) this.#divideAgain(origin);
  }

  /**
   * Every difference with its causes, once all events were applied. The remainder is attributed to `rest`; without one, throws
   * NotConserved when causes do not add up.
   */
  corrections(rest?: Origin): Correction[] {
    this.#settleLumpSums();
    return this.#differences.map((difference) => {
      const causes = this.#causes.get(difference.key) ?? [];
      const left = difference.cents - sumCents(causes.map(({ cents }) => cents));
      if (left !== 0 && rest) return { ...difference, causes: [...causes, { ...rest, cents: left }] };
      if (left !== 0) {
        throw new NotConserved(
          `the causes of a difference in ${this.#month} at provider ${difference.provider} do not add up to it: the comparison stopped; report this with the region and month`,
        );
      }
      return { ...difference, causes };
    });
  }

  #subjectOf(event: DomainEvent, stream: string): string | null {
    return event.type === 'finance.declaration-decided.v1'
      ? (this.#declaration(stream)?.head.number ?? null)
      : subjectOf(event);
  }

  /** A declaration of any month: lines of others may be evidence of care. */
  #declaration(stream: string) {
    return this.#history.declarations.get(stream) ?? this.#history.elsewhere.get(stream);
  }

  /** Youths with differences that an event can have changed something for. */
  #concerned(event: DomainEvent, stream: string): readonly string[] {
    const among = (youths: readonly string[]) => youths.filter((youth) => this.#billed.has(youth));
    if (isGlobal(event)) return [...this.#billed.keys()];
    if (event.type === 'finance.declaration-decided.v1') {
      const declaration = this.#declaration(stream);
      return declaration ? among(this.#lines.add(declaration)) : [];
    }
    return 'youth' in event.data && typeof event.data.youth === 'string' ? among([event.data.youth]) : [];
  }

  #billAgain(youths: readonly string[], origin: Origin): void {
    const scope = this.#lines.scopedTo(this.#history, youths);
    const { lines } = billPeriod(scope, this.#month, linesOnly(this.#after.ruleSet));
    const byYouth = Map.groupBy(lines, ({ youth }) => youth);
    for (const youth of youths) {
      const now = byYouth.get(youth) ?? [];
      this.#put(origin, { lines: this.#billed.get(youth) ?? [], lumpSums: [] }, { lines: now, lumpSums: [] });
      this.#billed.set(youth, now);
    }
  }

  #divideAgain(origin: Origin): void {
    const { lumpSums } = billPeriod(lumpSumsOnly(this.#history), this.#month, this.#after.ruleSet);
    this.#put(origin, { lines: [], lumpSums: this.#lumpSums }, { lines: [], lumpSums });
    this.#lumpSums = lumpSums;
  }

  /** Changes of lump sums not caused by a contract are caused by use. */
  #settleLumpSums(): void {
    const { lumpSums } = this.#after;
    this.#put(use, { lines: [], lumpSums: this.#lumpSums }, { lines: [], lumpSums });
    this.#lumpSums = lumpSums;
  }

  #put(origin: Origin, before: Omit<Side, 'ruleSet'>, after: Omit<Side, 'ruleSet'>): void {
    for (const { key, cents } of diffRuns(runLines(this.#month, before), runLines(this.#month, after))) {
      const causes = this.#causes.get(key) ?? [];
      this.#causes.set(key, causes);
      causes.push({ ...origin, cents });
    }
  }
}

const runLines = (period: Month, { lines, lumpSums }: Omit<Side, 'ruleSet'>) => ({ period, lines, lumpSums });

/** Sum of what corrections bring. */
export const correctionCentsOf = (corrections: readonly Difference[]): Cents =>
  sumCents(corrections.map(({ cents }) => cents));

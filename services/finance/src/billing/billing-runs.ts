import { UnknownEvent } from '@regieboek/events';
import { Refusal, type Month } from '@regieboek/kernel';
import { KeyedQueue } from '@regieboek/platform';
import type { BilledRange, RegionMonths } from './billed-range.js';
import type { BillingSummary } from './billing.js';
import { NotConserved } from '../domain/runs/billing-run.js';
import type { Books, RunQuery } from '../books/books.js';
import { NothingKnown, type InMonth } from '../runs/runs.js';
import type { Progress, Watch } from '../runs/watch.js';

/** Runs that compute at the same time; the others wait. */
const RUNNING_MAX = 2;
/** Runs that are remembered, with their results. */
const KEPT_MAX = 100;

/** Progress and result of a requested run. */
interface Asked<Result> {
  readonly id: string;
  readonly region: string;
  /** Position of its inputs; for a range of sealed months, the last one that could count. */
  readonly position: number;
  readonly status: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly progress: Progress | null;
  /** Result, once it is done. */
  readonly result: Result | null;
  /** Why it failed. */
  readonly problem: string | null;
}

/** A requested billing run. Its id follows from its inputs: requested again, it is the same run. */
export interface StartedRun extends Asked<BillingSummary> {
  /** `<region>~<month>~<position>~<version of the rules>`; with a business day, `told-<business day>@` precedes the position. */
  readonly id: string;
  readonly period: Month;
  readonly ruleSet: string;
  readonly whatIf: boolean;
}

/** Billing runs of consecutive months, requested together. */
export interface StartedRange extends Asked<BilledRange> {
  /** `<region>~<first>..<last>~<position>~<version of the rules>`; with a known-at, `<known at>@` precedes the position. */
  readonly id: string;
  readonly from: Month;
  readonly to: Month;
  /** Requested version of the rules; null: each month by its own. */
  readonly ruleSet: string | null;
}

/** Too many runs are waiting: nothing was started. */
export class TooManyRuns extends Refusal {
  override readonly name = 'TooManyRuns';
  constructor() {
    super(
      'too-many-runs',
      'unavailable',
      `${KEPT_MAX} billing runs are waiting: cancel some, or retry when they are done`,
    );
  }
}

type AnyAsked = StartedRun | StartedRange;

interface Kept {
  asked: AnyAsked;
  readonly stop: AbortController;
  readonly bill: (watch: Watch) => Promise<BillingSummary | BilledRange>;
}

/** Bills a month at the position and by the rules of a run. */
export type BillRun = (month: InMonth, asked: RunQuery, watch: Watch) => Promise<BillingSummary>;

/** Functions that bill runs: a month, and consecutive months. */
export interface BillRuns {
  readonly month: BillRun;
  readonly range: (range: RegionMonths, asked: RunQuery, watch: Watch) => Promise<BilledRange>;
}

const waiting = { status: 'waiting', progress: null, result: null, problem: null } as const;

const isOver = ({ status }: AnyAsked): boolean => status === 'done' || status === 'cancelled' || status === 'failed';

/** Long billing runs: start, look up, cancel. They are lost when the process ends; their results can be recomputed from the log. */
export class BillingRuns {
  private readonly kept = new Map<string, Kept>();
  private readonly turns = new KeyedQueue(RUNNING_MAX);
  private readonly working = new Set<Promise<void>>();

  constructor(
    private readonly books: Books,
    private readonly bill: BillRuns,
  ) {}

  /** Starts a run, or gives the one that was started. Throws AheadOfLog, UnknownRuleSet and TooManyRuns. */
  async start({ region, period }: InMonth, request: RunQuery): Promise<StartedRun> {
    const { position, toldBy, ruleSet, whatIf } = await this.books.standing(region, period, request);
    const { version } = ruleSet;
    const at = toldBy === null ? String(position) : `told-${toldBy}@${position}`;
    const id = [region, period, at, version].join('~');
    const asked: StartedRun = { id, region, period, position, ruleSet: version, whatIf, ...waiting };
    const known = toldBy === null ? { knownAt: { position } } : { knownAt: { toldBy }, asOf: position };
    const by = { ...known, ruleSet: version };
    return this.begin(asked, (watch) => this.bill.month({ region, period }, by, watch));
  }

  /** Starts runs of consecutive months, or gives those that were started. Throws AheadOfLog, UnknownRuleSet and TooManyRuns. */
  async startRange({ region, from, to }: RegionMonths, { knownAt, ruleSet }: RunQuery): Promise<StartedRange> {
    if (ruleSet !== undefined) this.books.rules.named(ruleSet);
    const position = await this.books.positionOf(region);
    const known = await this.books.fixed(region, knownAt);
    const at = known ? `${'toldBy' in known ? `told-${known.toldBy}` : known.position}@${position}` : String(position);
    const id = [region, `${from}..${to}`, at, ruleSet ?? 'usual'].join('~');
    const asked: StartedRange = { id, region, from, to, position, ruleSet: ruleSet ?? null, ...waiting };
    const by = { knownAt: known, ruleSet, asOf: position };
    return this.begin(asked, (watch) => this.bill.range({ region, from, to }, by, watch));
  }

  private begin<One extends AnyAsked>(asked: One, bill: Kept['bill']): One {
    const { id } = asked;
    const before = this.kept.get(id)?.asked;
    if (before && before.status !== 'cancelled' && before.status !== 'failed' && isSame(asked, before)) return before;
    this.makeRoom(id);
    const kept: Kept = { asked, bill, stop: new AbortController() };
    this.kept.delete(id);
    this.kept.set(id, kept);
    const work = this.turns.take(id, () => this.work(kept));
    this.working.add(work);
    void work.finally(() => this.working.delete(work));
    return asked;
  }

  /** A run by its id; undefined when it was never requested, or too long ago. */
  find(id: string): AnyAsked | undefined {
    return this.kept.get(id)?.asked;
  }

  /** Stops a run that is not over; does nothing to one that is. */
  cancel(id: string): AnyAsked | undefined {
    const kept = this.kept.get(id);
    if (!kept) return undefined;
    if (!isOver(kept.asked)) {
      kept.asked = { ...kept.asked, status: 'cancelled' };
      kept.stop.abort(new Error('the run was cancelled'));
    }
    return kept.asked;
  }

  /** Cancels all runs; resolves when all have stopped. */
  async onModuleDestroy(): Promise<void> {
    for (const id of this.kept.keys()) this.cancel(id);
    await Promise.all(this.working);
  }

  private makeRoom(id: string): void {
    if (this.kept.size < KEPT_MAX || this.kept.has(id)) return;
    const oldest = [...this.kept].find(([, { asked }]) => isOver(asked));
    if (!oldest) throw new TooManyRuns();
    this.kept.delete(oldest[0]);
  }

  private async work(kept: Kept): Promise<void> {
    if (isOver(kept.asked)) return;
    kept.asked = { ...kept.asked, status: 'running' };
    const onProgress = (progress: Progress) => {
      if (!isOver(kept.asked)) kept.asked = { ...kept.asked, progress };
    };
    try {
      const watch = { signal: kept.stop.signal, onProgress };
      const result = await kept.bill(watch);
      if (!isOver(kept.asked)) kept.asked = Object.assign({ ...kept.asked }, { status: 'done' as const, result });
    } catch (error) {
      if (!isOver(kept.asked)) kept.asked = { ...kept.asked, status: 'failed', problem: problemOf(error) };
    }
  }
}

/** An id names a month or a range, so equal ids are of the same kind. */
const isSame = <One extends AnyAsked>(asked: One, before: AnyAsked): before is One => asked.id === before.id;

/** Refusals describe themselves; of other errors only the kind is reported, because their text may contain anything. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'an unexpected error occurred: request the run again';
  const isForeseen = [NotConserved, NothingKnown, UnknownEvent].some((one) => error instanceof one);
  return isForeseen ? error.message : `unexpected ${error.constructor.name}: request the run again, or report it`;
}

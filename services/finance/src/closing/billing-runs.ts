import { UnknownEvent } from '@regieboek/events';
import type { Month } from '@regieboek/kernel';
import { Turns } from '@regieboek/platform';
import type { BilledRange, RangeAsked } from '../billing/billed-range.js';
import type { BillingSummary } from '../billing/billing.js';
import { NotConserved } from '../domain/billing-run.js';
import type { Books, RunAsked } from './books.js';
import { NothingKnown, type InMonth } from './runs.js';
import type { Progress, Watch } from './watch.js';

/** Runs that compute at the same time; the others wait. */
const RUNNING_MAX = 2;
/** Runs that are remembered, with their results. */
const KEPT_MAX = 100;

/** How far something is that was asked for, and what it came to. */
interface Asked<Result> {
  readonly id: string;
  readonly region: string;
  /** Position that it rests on; of months of a range that are sealed, the last one that could count. */
  readonly position: number;
  readonly status: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly progress: Progress | null;
  /** What it came to, once it is done. */
  readonly result: Result | null;
  /** Why it failed. */
  readonly problem: string | null;
}

/** A billing run that was asked for. Its id follows from what it rests on: asked for again, it is the same run. */
export interface AskedRun extends Asked<BillingSummary> {
  /** `<region>~<month>~<position>~<version of the rules>`. */
  readonly id: string;
  readonly period: Month;
  readonly ruleSet: string;
  readonly whatIf: boolean;
}

/** Billing runs of consecutive months that were asked for together. */
export interface AskedRange extends Asked<BilledRange> {
  /** `<region>~<first>..<last>~<position>~<version of the rules>`; before the position `<known at>@` when that was asked. */
  readonly id: string;
  readonly from: Month;
  readonly to: Month;
  /** Version of the rules that was asked for; null: each month by its own. */
  readonly ruleSet: string | null;
}

/** So many runs wait that no more are taken: nothing was started. */
export class TooManyRuns extends Error {
  override readonly name = 'TooManyRuns';
  constructor() {
    super(`${KEPT_MAX} billing runs wait already: cancel some, or ask again when they are done`);
  }
}

type AnyAsked = AskedRun | AskedRange;

interface Kept {
  asked: AnyAsked;
  readonly stop: AbortController;
  readonly bill: (watch: Watch) => Promise<BillingSummary | BilledRange>;
}

/** Bills a month as the position and the rules of a run say. */
export type BillRun = (month: InMonth, asked: RunAsked, watch: Watch) => Promise<BillingSummary>;

/** How runs are billed: of a month, and of consecutive months. */
export interface BillRuns {
  readonly month: BillRun;
  readonly range: (range: RangeAsked, asked: RunAsked, watch: Watch) => Promise<BilledRange>;
}

const waiting = { status: 'waiting', progress: null, result: null, problem: null } as const;

const isOver = ({ status }: AnyAsked): boolean => status === 'done' || status === 'cancelled' || status === 'failed';

/** Billing runs that take their time: asked for, looked at, cancelled. They live as long as the process; results follow from the log. */
export class BillingRuns {
  private readonly kept = new Map<string, Kept>();
  private readonly turns = new Turns(RUNNING_MAX);
  private readonly working = new Set<Promise<void>>();

  constructor(
    private readonly books: Books,
    private readonly bill: BillRuns,
  ) {}

  /** Starts a run, or gives the one that was started. Throws AheadOfLog, UnknownRuleSet and TooManyRuns. */
  async start({ region, period }: InMonth, request: RunAsked): Promise<AskedRun> {
    const { position, ruleSet, whatIf } = await this.books.standing(region, period, request);
    const { version } = ruleSet;
    const id = [region, period, position, version].join('~');
    const asked: AskedRun = { id, region, period, position, ruleSet: version, whatIf, ...waiting };
    const by = { knownAt: { position }, ruleSet: version };
    return this.begin(asked, (watch) => this.bill.month({ region, period }, by, watch));
  }

  /** Starts runs of consecutive months, or gives those that were started. Throws AheadOfLog, UnknownRuleSet and TooManyRuns. */
  async startRange({ region, from, to }: RangeAsked, { knownAt, ruleSet }: RunAsked): Promise<AskedRange> {
    if (ruleSet !== undefined) this.books.rules.named(ruleSet);
    const position = await this.books.positionOf(region);
    const known = knownAt && { position: await this.books.positionOf(region, knownAt) };
    const at = known ? `${known.position}@${position}` : String(position);
    const id = [region, `${from}..${to}`, at, ruleSet ?? 'usual'].join('~');
    const asked: AskedRange = { id, region, from, to, position, ruleSet: ruleSet ?? null, ...waiting };
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

  /** A run by its id; undefined when it was never asked for, or long ago. */
  find(id: string): AnyAsked | undefined {
    return this.kept.get(id)?.asked;
  }

  /** Stops a run that is not over; one that is stays as it is. */
  cancel(id: string): AnyAsked | undefined {
    const kept = this.kept.get(id);
    if (!kept) return undefined;
    if (!isOver(kept.asked)) {
      kept.asked = { ...kept.asked, status: 'cancelled' };
      kept.stop.abort(new Error('the run was cancelled'));
    }
    return kept.asked;
  }

  /** Stops everything; resolves when nothing computes any more. */
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

/** An id names a month or a range, so what has the same id is of the same kind. */
const isSame = <One extends AnyAsked>(asked: One, before: AnyAsked): before is One => asked.id === before.id;

/** Errors that are foreseen say themselves what is wrong; of others only the kind is told, for their text may hold anything. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something unforeseen went wrong: ask for the run again';
  const isForeseen = [NotConserved, NothingKnown, UnknownEvent].some((one) => error instanceof one);
  return isForeseen ? error.message : `unexpected ${error.constructor.name}: ask for the run again, or report it`;
}

import type { ReplaySource } from '@regieboek/journal/segments';
import { toDay, type CalendarDate, type Month, Refusal } from '@regieboek/kernel';
import type { PeriodSeal } from '@regieboek/events';
import { lastSealIn, Periods, type SealedPeriod } from '../domain/periods/periods.js';
import type { RuleSet, RuleSets } from '@regieboek/billing';
import type { OrderedBatch } from '../domain/payments/ordered-batch.js';
import type { ReceiptOnRecord } from '../domain/settlement/receipt-on-record.js';
import type { RecordedPayment } from '../domain/ledger/postings.js';
import type { RecordedReceipt } from '../domain/ledger/received.js';
import type { BookEvents } from '../read-model/books/book-events.js';
import { NothingKnown } from '../runs/runs.js';

/** Time of knowledge: the end of a recording day in the Netherlands, or a position of the log. */
type RecordedAt = { readonly day: CalendarDate } | { readonly position: number };

/** The same, or a business day on which facts were reported (`recordedOn`), whenever they were recorded here. */
export type KnownAt = RecordedAt | { readonly toldBy: CalendarDate };

/** A question answered by recordings was asked for a business day. */
export class NotByBusinessDay extends Refusal {
  override readonly name = 'NotByBusinessDay';
  constructor(day: CalendarDate) {
    super(
      'invalid-input',
      'invalid',
      `told:${day} is a business day, which only billing, replays, comparisons and explanations support; books, settlements and reconciliations use the recording: enter a recording day (${day}) or a position`,
    );
  }
}

/** Parameters of a question about a month. Without `knownAt`: as sealed, or as known now. */
export interface RunQuery {
  readonly knownAt?: KnownAt | undefined;
  /** Version of the rules; without it the one that the month was or would be sealed with. */
  readonly ruleSet?: string | undefined;
  /** Position that counts as now; the head of the log without it. */
  readonly asOf?: number | undefined;
}

/** Inputs of a run of a month. */
export interface Standing {
  readonly position: number;
  /** Business day up to which facts count; null: everything recorded up to the position. */
  readonly toldBy: CalendarDate | null;
  readonly ruleSet: RuleSet;
  /** True for other rules than those the month was or would be sealed with (wat-als). */
  readonly whatIf: boolean;
  /** The seal of the month, also when another time was requested. */
  readonly seal: SealedPeriod | null;
  /** Periods of the region as its log has them now. */
  readonly periods: Periods;
}

/** The requested position is not in the log yet. */
export class AheadOfLog extends Refusal {
  override readonly name = 'AheadOfLog';
  constructor(region: string, position: number, head: number) {
    super(
      'not-found',
      'not-found',
      `region ${region} has ${head} events, so position ${position} does not exist: choose a position up to ${head}`,
    );
  }
}

/** The books of a region about its periods, and the inputs of runs of its months. */
export class Books {
  constructor(
    private readonly source: Pick<ReplaySource, 'head' | 'positionAt' | 'firstRecorded' | 'firstBusinessDay'>,
    private readonly events: BookEvents,
    readonly rules: RuleSets,
  ) {}

  /** Periods of a region as known at a position, or now. */
  async periods(region: string, upTo = Number.MAX_SAFE_INTEGER): Promise<Periods> {
    return Periods.at((await this.events.of(region)).periods, upTo);
  }

  /** The newest seal of a month, also when the month was reopened since; undefined when it was never sealed. */
  async lastSeal(region: string, period: Month): Promise<PeriodSeal | undefined> {
    return lastSealIn((await this.events.of(region)).periods, period);
  }

  /** Payments to providers of a region, as ordered up to a position. */
  async payments(region: string, upTo: number): Promise<readonly RecordedPayment[]> {
    return (await this.events.of(region)).payments.filter(({ position }) => position <= upTo);
  }

  /** Current batches of payments of a region, in order of ordering. */
  async batches(region: string): Promise<readonly OrderedBatch[]> {
    return (await this.events.of(region)).batches;
  }

  /** Receipts of municipalities of a region with when they were recorded, in that order. */
  async receiptsOnRecord(region: string): Promise<readonly ReceiptOnRecord[]> {
    return (await this.events.of(region)).received;
  }

  /** Receipts of municipalities of a region, as recorded up to a position. */
  async receipts(region: string, upTo: number): Promise<readonly RecordedReceipt[]> {
    return (await this.events.of(region)).receipts.filter(({ position }) => position <= upTo);
  }

  /**
   * Requested position; the head of the log without a day or position. Throws AheadOfLog, NothingKnown and, on a business day,
   * NotByBusinessDay.
   */
  async positionOf(region: string, knownAt?: KnownAt): Promise<number> {
    if (knownAt && 'toldBy' in knownAt) throw new NotByBusinessDay(knownAt.toldBy);
    if (knownAt && 'day' in knownAt) {
      const position = await this.source.positionAt(region, toDay(knownAt.day));
      if (position === 0) throw new NothingKnown(region, knownAt.day, await this.source.firstRecorded(region));
      return position;
    }
    const head = await this.source.head(region);
    if (!knownAt) return head;
    if (knownAt.position > head) throw new AheadOfLog(region, knownAt.position, head);
    return knownAt.position;
  }

  /** A moment that later recordings do not change: a recording day as its position. Throws AheadOfLog and NothingKnown. */
  async fixed(
    region: string,
    knownAt: KnownAt | undefined,
  ): Promise<{ readonly position: number } | { readonly toldBy: CalendarDate } | undefined> {
    if (knownAt === undefined || 'toldBy' in knownAt) return knownAt;
    return { position: await this.positionOf(region, knownAt) };
  }

  /** Inputs of a run of a month. Throws AheadOfLog, NothingKnown and UnknownRuleSet. */
  async standing(region: string, period: Month, { knownAt, ruleSet, asOf }: RunQuery = {}): Promise<Standing> {
    const periods = await this.periods(region, asOf);
    const seal = periods.sealOf(period) ?? null;
    const usual = seal ? this.rules.named(seal.seal.ruleSet) : this.rules.inForce(period);
    const asked = ruleSet === undefined ? usual : this.rules.named(ruleSet);
    const toldBy = knownAt && 'toldBy' in knownAt ? knownAt.toldBy : null;
    if (toldBy !== null) await this.mustBeTold(region, toldBy);
    const now = asOf === undefined ? undefined : { position: asOf };
    const open = toldBy === null ? (knownAt ?? now) : now;
    const position = seal && !knownAt ? seal.seal.position : await this.positionOf(region, open);
    return { position, toldBy, ruleSet: asked, whatIf: asked.version !== usual.version, seal, periods };
  }

  /** Throws NothingKnown when nothing of a region had been reported by a business day. */
  private async mustBeTold(region: string, day: CalendarDate): Promise<void> {
    const first = await this.source.firstBusinessDay(region);
    if (first === null || toDay(day) < first) throw new NothingKnown(region, { toldBy: day }, first);
  }
}

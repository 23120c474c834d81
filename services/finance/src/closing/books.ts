import type { ReplaySource } from '@regieboek/journal/segments';
import { toDay, type CalendarDate, type Month } from '@regieboek/kernel';
import { Periods, type SealedPeriod } from '../domain/periods.js';
import type { RuleSet, RuleSets } from '../domain/rule-sets.js';
import type { RecordedPayment } from '../domain/postings.js';
import type { RecordedReceipt } from '../domain/received.js';
import type { BookEvents } from './book-events.js';
import { NothingKnown } from './runs.js';

/** When something was known: at the end of a day in the Netherlands, or up to a position of the region's log. */
export type KnownAt = { readonly day: CalendarDate } | { readonly position: number };

/** What is asked of a month beside its name. Without `knownAt`: as it was sealed, or as everything known now has it. */
export interface RunAsked {
  readonly knownAt?: KnownAt | undefined;
  /** Version of the rules; without it the one that the month was or would be sealed with. */
  readonly ruleSet?: string | undefined;
  /** Position that counts as now; the head of the log without it. */
  readonly asOf?: number | undefined;
}

/** What a run of a month rests on. */
export interface Standing {
  readonly position: number;
  readonly ruleSet: RuleSet;
  /** Whether other rules are applied than the month was or would be sealed with: what if (wat-als). */
  readonly whatIf: boolean;
  /** The seal of the month, also when it was asked about another time. */
  readonly seal: SealedPeriod | null;
  /** Periods of the region as its log has them now. */
  readonly periods: Periods;
}

/** A position was asked about that the log does not have yet. */
export class AheadOfLog extends Error {
  override readonly name = 'AheadOfLog';
  constructor(region: string, position: number, head: number) {
    super(`region ${region} has ${head} events, and was asked about position ${position}: ask about ${head} or before`);
  }
}

/** What a region's books say of its periods, and what a run of a month rests on. */
export class Books {
  constructor(
    private readonly source: Pick<ReplaySource, 'head' | 'positionAt'>,
    private readonly events: BookEvents,
    readonly rules: RuleSets,
  ) {}

  /** Periods of a region as known at a position, or now. */
  async periods(region: string, upTo = Number.MAX_SAFE_INTEGER): Promise<Periods> {
    return Periods.at((await this.events.of(region)).periods, upTo);
  }

  /** Payments to providers of a region, as ordered up to a position. */
  async payments(region: string, upTo: number): Promise<readonly RecordedPayment[]> {
    return (await this.events.of(region)).payments.filter(({ position }) => position <= upTo);
  }

  /** Receipts of municipalities of a region, as recorded up to a position. */
  async receipts(region: string, upTo: number): Promise<readonly RecordedReceipt[]> {
    return (await this.events.of(region)).receipts.filter(({ position }) => position <= upTo);
  }

  /** Position up to which was known; the head of the log without a day or position. Throws AheadOfLog and NothingKnown. */
  async positionOf(region: string, knownAt?: KnownAt): Promise<number> {
    if (knownAt && 'day' in knownAt) {
      const position = await this.source.positionAt(region, toDay(knownAt.day));
      if (position === 0) throw new NothingKnown(region, knownAt.day);
      return position;
    }
    const head = await this.source.head(region);
    if (!knownAt) return head;
    if (knownAt.position > head) throw new AheadOfLog(region, knownAt.position, head);
    return knownAt.position;
  }

  /** What a run of a month rests on. Throws AheadOfLog, NothingKnown and UnknownRuleSet. */
  async standing(region: string, period: Month, { knownAt, ruleSet, asOf }: RunAsked = {}): Promise<Standing> {
    const periods = await this.periods(region, asOf);
    const seal = periods.sealOf(period) ?? null;
    const usual = seal ? this.rules.named(seal.seal.ruleSet) : this.rules.inForce(period);
    const asked = ruleSet === undefined ? usual : this.rules.named(ruleSet);
    const open = knownAt ?? (asOf === undefined ? undefined : { position: asOf });
    const position = seal && !knownAt ? seal.seal.position : await this.positionOf(region, open);
    return { position, ruleSet: asked, whatIf: asked.version !== usual.version, seal, periods };
  }
}

import { nextMonth, toDay, type Month } from '@regieboek/kernel';
import type { RuleSet } from '@regieboek/billing';
import type { RecordedReceipt } from '../domain/ledger/received.js';
import { lumpSumsIn } from '../domain/runs/lump-sum-payables.js';
import type { Periods } from '../domain/periods/periods.js';
import {
  postingsOfCorrections,
  postingsOfPayments,
  postingsOfReceipts,
  postingsOfRun,
  type RecordedPayment,
} from '../domain/ledger/postings.js';
import { balancesOf, trialBalance, Unbalanced, type Entry, type Posting } from '../domain/ledger/posting.js';
import type { Books, KnownAt } from '../books/books.js';
import { correctionsIn } from '../differences/corrections.js';
import type { Replays } from '@regieboek/replays';
import { declaredMonths, runAt, type InMonth } from '../runs/runs.js';
import type { Watch } from '../runs/watch.js';
import { youthsOnce } from '../runs/youths-once.js';

/** Postings of a month, and the position up to which they were known. */
export interface PostedMonth {
  readonly region: string;
  readonly period: Month;
  readonly position: number;
  readonly ruleSet: string;
  readonly postings: readonly Posting[];
}

/** Balances of a region. */
export interface Balances {
  readonly region: string;
  /** First and last month that they are over; null when nothing was declared or sealed yet. */
  readonly from: Month | null;
  readonly to: Month | null;
  readonly position: number;
  readonly balances: readonly Entry[];
  /** Sum over all balances: zero. */
  readonly trialBalanceCents: number;
}

/** Month that a payment is posted in: that of its execution, or the first that was not sealed when it was ordered. */
const postedIn = ({ position, order, withdrawnOn }: RecordedPayment, periods: Periods): Month =>
  periods.postedIn(position, toDay(withdrawnOn ?? order.executionDate));

/** Month that a receipt is posted in: that of the day it came in, or the first that was not sealed when it was recorded. */
const receivedIn = ({ position, receipt }: RecordedReceipt, periods: Periods): Month =>
  periods.postedIn(position, toDay(receipt.receivedOn));

/** The books of regions (grootboek): postings and balances as known at any day or position, by replay. */
export class Ledger {
  constructor(
    private readonly replays: Replays,
    private readonly books: Books,
  ) {}

  /** Postings of a month: its lines and lump sums, corrections of earlier months, payments and receipts. */
  async postings(month: InMonth, knownAt?: KnownAt, watch: Watch = {}): Promise<PostedMonth> {
    const position = await this.books.positionOf(month.region, knownAt);
    return this.postedAt(month, position, await this.books.periods(month.region, position), watch);
  }

  /**
   * Balances of accounts over all months, from the first to the last that something counts in or was sealed. A sealed
   * month and what later months took over of it add up to that month as known now, so every month is billed once.
   */
  async balances(region: string, knownAt?: KnownAt, watch: Watch = {}): Promise<Balances> {
    const position = await this.books.positionOf(region, knownAt);
    const periods = await this.books.periods(region, position);
    const payments = await this.books.payments(region, position);
    const receipts = await this.books.receipts(region, position);
    const moved = [
      ...payments.map((one) => ({ period: postedIn(one, periods), payments: [one], receipts: [] })),
      ...receipts.map((one) => ({ period: receivedIn(one, periods), payments: [], receipts: [one] })),
    ];
    const posted = moved.map(({ period }) => period);
    // Payments are owed in a month of their own, whether or not anything was declared in it.
    const paidFor = payments.flatMap(({ order }) => lumpSumsIn(order)).map(({ period }) => period);
    const months = await this.monthsKnown(region, { position, periods, posted: [...posted, ...paidFor] });
    const ordered = moved.flatMap((one) => [
      ...postingsOfPayments(one.period, one.payments),
      ...postingsOfReceipts(one.period, one.receipts),
    ]);
    let balances: Entry[] = balancesOf(ordered.flatMap(({ entries }) => entries));
    const shared = youthsOnce(this.replays);
    for (const period of months) {
      const ruleSet = this.rulesOf(period, periods);
      const { run } = await runAt(shared, { region, period }, { position, ruleSet }, watch);
      balances = balancesOf([...balances, ...postingsOfRun(run).flatMap(({ entries }) => entries)]);
    }
    const trialBalanceCents = trialBalance(balances);
    if (trialBalanceCents !== 0) throw new Unbalanced(`of all months of ${region} at position ${position}`);
    return { region, from: months[0] ?? null, to: months.at(-1) ?? null, position, balances, trialBalanceCents };
  }

  private rulesOf(period: Month, periods: Periods): RuleSet {
    const seal = periods.sealOf(period)?.seal;
    return seal ? this.books.rules.named(seal.ruleSet) : this.books.rules.inForce(period);
  }

  private async postedAt(month: InMonth, position: number, periods: Periods, watch: Watch): Promise<PostedMonth> {
    const { region, period } = month;
    const seal = periods.sealOf(period)?.seal;
    const { rules } = this.books;
    const ruleSet = this.rulesOf(period, periods);
    const { run } = await runAt(this.replays, month, { position: seal?.position ?? position, ruleSet }, watch);
    const corrections = await correctionsIn(this.replays, month, { periods, rules, position }, watch);
    const payments = await this.books.payments(region, position);
    const own = payments.filter((one) => postedIn(one, periods) === period);
    const receipts = await this.books.receipts(region, position);
    const received = receipts.filter((one) => receivedIn(one, periods) === period);
    const postings = [
      ...postingsOfRun(run),
      ...postingsOfCorrections(period, corrections),
      ...postingsOfPayments(period, own),
      ...postingsOfReceipts(period, received),
    ];
    return { region, period, position, ruleSet: ruleSet.version, postings };
  }

  /** Every month from the first to the last; the one that takes over corrections is the one after the last seal. */
  private async monthsKnown(
    region: string,
    {
      position,
      periods,
      posted,
    }: { readonly position: number; readonly periods: Periods; readonly posted: readonly Month[] },
  ): Promise<Month[]> {
    const declared = await declaredMonths(this.replays, region, position);
    const sealed = periods.sealed.map(({ seal }) => seal.period);
    const last = periods.last?.seal.period;
    const known = [...posted, ...sealed, ...(last ? [nextMonth(last)] : []), ...declared];
    const [first, ...others] = known.sort();
    if (first === undefined) return [];
    const months = [first];
    const end = others.at(-1) ?? first;
    for (let month = nextMonth(first); month <= end; month = nextMonth(month)) months.push(month);
    return months;
  }
}

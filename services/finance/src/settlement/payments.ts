import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { eventId, type EventLog, type Recorded } from '@regieboek/eventing';
import { declarationLinesDecided, decode, type PayablePosition, type PaymentOrder } from '@regieboek/events';
import { monthOf, sumCents, toDay, type CalendarDate, type Cents } from '@regieboek/kernel';
import { EVENT_LOG, handle, TODAY, Turns, type Today } from '@regieboek/platform';
import type { Replays } from '../closing/replays.js';
import { watched, type Watch } from '../closing/watch.js';
import { runOf } from '../domain/billing-run.js';
import { openLumpSums, type OpenLumpSum } from '../domain/lump-sum-payables.js';
import { monthsOf } from '../domain/month-range.js';
import { painXml } from '../domain/pain-001.js';
import { Payables, planOf, type HeldBack, type OpenPosition, type PlannedTransfer } from '../domain/payment-plan.js';
import { dayFault, type DayFault } from '../domain/payment-day.js';
import { paymentDecider } from '../domain/payment.js';
import { REPLAYS } from '../tokens.js';
import type { Terms } from './terms.js';

/** A batch as it was ordered, and when that was recorded (ISO 8601, UTC). */
export interface OrderedBatch {
  readonly order: PaymentOrder;
  readonly recordedAt: string;
  readonly position: number;
}

/** What to order: on which day banks execute it, and for one provider or all. */
export interface PaymentAsked {
  readonly executionDate: CalendarDate;
  readonly provider?: string | undefined;
}

/** What came of ordering: all batches for the day, those that are new, and what was held back. */
export interface PaymentsOrdered {
  readonly region: string;
  readonly executionDate: CalendarDate;
  readonly batches: readonly OrderedBatch[];
  readonly newBatches: readonly string[];
  readonly held: readonly HeldBack[];
}

/** A payment was refused: a code for machines, and a sentence with the remedy. */
export class PaymentRefused extends Error {
  override readonly name = 'PaymentRefused';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Id as banks take it, of at most 35 characters: RB and 128 bits of a hash over what it stands for. */
const idOf = (...parts: readonly unknown[]): string =>
  `RB${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32).toUpperCase()}`;

/** What a position is for, as one text; of a lump sum also after how much, so that what is ordered later has another id. */
const nameOf = (one: PayablePosition, municipality: string | null): string =>
  'lumpSum' in one
    ? JSON.stringify(['lump-sum', one.period, one.lumpSum, municipality, one.beforeCents])
    : one.declaration;

/** Positions by which ids follow: declarations and lump sums with their amounts, in one order. */
const approvedIn = (transfers: readonly PlannedTransfer[]) =>
  transfers
    .flatMap(({ positions, municipality }) => positions.map((one) => [nameOf(one, municipality), one.cents] as const))
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** What was ordered for a day that nothing can be ordered for any more. Throws PaymentRefused when nothing was. */
function orderedBefore(
  region: string,
  { executionDate }: PaymentAsked,
  batches: readonly OrderedBatch[],
  { code, text }: DayFault,
): PaymentsOrdered {
  if (batches.length === 0) throw new PaymentRefused(code, text);
  return { region, executionDate, batches, newBatches: [], held: [] };
}

/** What a region's log says of payments up to a position. */
interface OrderedSoFar {
  readonly payables: Payables;
  readonly batches: readonly OrderedBatch[];
  readonly head: number;
}

/** Most events of a region: they are not made objects. What is of finance and not known stops the work, as it should. */
const saysNothingOfPayments = ({ type }: Recorded): boolean =>
  !type.startsWith('finance.') || type === declarationLinesDecided.type;

/** Amount of a batch. */
export const batchCents = ({ transfers }: PaymentOrder): Cents => sumCents(transfers.map(({ cents }) => cents));

/** The message of a batch for the bank (SEPA pain.001.001.09); the same bytes every time. */
export const batchXml = ({ order, recordedAt }: OrderedBatch): string => painXml(order, recordedAt);

/** Orders payments to providers, each approved amount once, and gives what was ordered. */
@Injectable()
export class Payments {
  private readonly turns = new Turns(4);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(REPLAYS) private readonly replays: Replays,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /**
   * Orders everything approved and every lump sum of a month that ended that no batch holds, and gives all batches for the day, so that asking again gives the
   * same. Throws PaymentRefused when banks execute nothing on that day, another process ordered the same meanwhile, or an account is faulty.
   */
  order(region: string, terms: Terms, asked: PaymentAsked, watch: Watch = {}): Promise<PaymentsOrdered> {
    return this.turns.take(region, async () => {
      const read = await this.read(region, watch);
      const isOfDay = ({ order }: OrderedBatch) =>
        order.executionDate === asked.executionDate &&
        (asked.provider === undefined || order.provider === asked.provider);
      const fault = dayFault(asked.executionDate, this.today());
      if (fault) return orderedBefore(region, asked, read.batches.filter(isOfDay), fault);
      const open = [...read.payables.open, ...(await this.lumpSums(region, terms, asked.executionDate, read))];
      const newBatches: string[] = [];
      const held: HeldBack[] = [];
      for (const [provider, positions] of Map.groupBy(open, (one) => one.provider)) {
        if (asked.provider !== undefined && asked.provider !== provider) continue;
        const { order, held: own } = this.plan(region, { provider, positions }, terms, asked.executionDate);
        held.push(...own);
        if (!order) continue;
        await this.record(region, order);
        newBatches.push(order.batch);
      }
      const { batches } = await this.readOn(region, read, watch);
      return { region, executionDate: asked.executionDate, batches: batches.filter(isOfDay), newBatches, held };
    });
  }

  /** All batches of a region, in the order in which they were ordered. */
  async batches(region: string): Promise<readonly OrderedBatch[]> {
    return (await this.read(region, {})).batches;
  }

  /** A batch by its id; undefined when there is none. */
  async batch(region: string, id: string): Promise<OrderedBatch | undefined> {
    return (await this.batches(region)).find(({ order }) => order.batch === id);
  }

  private read(region: string, watch: Watch): Promise<OrderedSoFar> {
    return this.readOn(region, { payables: new Payables(), batches: [], head: 0 }, watch);
  }

  /** Reads on from where it was read up to. */
  private async readOn(region: string, before: OrderedSoFar, watch: Watch): Promise<OrderedSoFar> {
    const { payables } = before;
    const batches = [...before.batches];
    let { head } = before;
    const total = await this.log.head(region);
    for await (const batch of watched(this.log, watch, total).readRegion(region, { after: head })) {
      for (const recorded of batch) {
        head = recorded.position;
        if (saysNothingOfPayments(recorded)) continue;
        const event = decode(recorded);
        payables.apply(recorded.stream, event);
        if (event.type !== 'finance.payment-ordered.v1') continue;
        batches.push({ order: event.data, recordedAt: recorded.recordedAt, position: recorded.position });
      }
    }
    return { payables, batches, head };
  }

  /** Lump sums of the months that ended before the month of execution, from the month on that the terms name. */
  private async lumpSums(
    region: string,
    { lumpSumsFrom, payers }: Terms,
    executionDate: CalendarDate,
    { payables, head }: OrderedSoFar,
  ): Promise<OpenLumpSum[]> {
    const end = monthOf(toDay(executionDate));
    if (lumpSumsFrom === null || lumpSumsFrom >= end || head === 0) return [];
    const history = await this.replays.source.excerpt({ region, periods: [], knownAt: { position: head } });
    if (!history.definition) return [];
    const months = monthsOf({ from: lumpSumsFrom, to: end }).filter((month) => month < end);
    const due = months.map((period) => runOf(history, period, { lines: [], approvedCents: 0 }));
    return openLumpSums(due, payables.lumpSums, payers.organisation !== null);
  }

  private plan(
    region: string,
    { provider, positions }: { readonly provider: string; readonly positions: readonly OpenPosition[] },
    terms: Terms,
    executionDate: CalendarDate,
  ): { readonly order: PaymentOrder | null; readonly held: readonly HeldBack[] } {
    const creditor = terms.providers.get(provider);
    if (!creditor) {
      const cents = sumCents(positions.map((one) => one.cents));
      return { order: null, held: [{ provider, municipality: null, cents, reason: 'provider-without-account' }] };
    }
    const { transfers, held } = planOf(provider, positions, terms.payers);
    if (transfers.length === 0) return { order: null, held };
    const order: PaymentOrder = {
      batch: idOf(region, provider, approvedIn(transfers)),
      ...{ provider, creditor, initiator: terms.initiator, executionDate },
      transfers: transfers.map((one) => ({ endToEnd: idOf(region, provider, 'transfer', approvedIn([one])), ...one })),
    };
    return { order, held };
  }

  private async record(region: string, order: PaymentOrder): Promise<void> {
    const commandId = eventId(JSON.stringify([region, order.batch]), 0);
    const address = { region, id: order.provider, commandId };
    const handled = await handle(this.log, paymentDecider, { kind: 'order', order }, address);
    if (handled.kind === 'refused') {
      const [first] = handled.rejections;
      throw new PaymentRefused(first?.rejection.code ?? 'refused', first?.rejection.message ?? 'the batch was refused');
    }
  }
}

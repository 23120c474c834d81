import { Inject, Injectable } from '@nestjs/common';
import { eventId, type EventLog, type Recorded } from '@regieboek/eventing';
import { declarationLinesDecided, decode, type PaymentOrder } from '@regieboek/events';
import { paidByOrganisation, type RuleSets } from '@regieboek/billing';
import { lastDayOf, monthOf, sumCents, toDay, type CalendarDate, type Cents, type Month } from '@regieboek/kernel';
import { EVENT_LOG, handle, TODAY, KeyedQueue, type ByTwo, type Today } from '@regieboek/platform';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { watched, type Watch } from '../runs/watch.js';
import { runOf } from '../domain/runs/billing-run.js';
import { openLumpSums, type OpenLumpSum } from '../domain/runs/lump-sum-payables.js';
import { monthsOf } from '../domain/runs/month-range.js';
import type { OrderedBatch } from '../domain/payments/ordered-batch.js';
import { painXml } from '../domain/payments/pain-001.js';
import {
  isCentralIn,
  Payables,
  planOf,
  type HeldBack,
  type OpenPosition,
  type Payers,
} from '../domain/payments/plan.js';
import { dayFault } from '../domain/payments/day.js';
import { paymentDecider, type PaymentCommand } from '../domain/payments/payment.js';
import { RULE_SETS } from '../tokens.js';
import { approvedIn, idOf } from './batch-ids.js';
import {
  isOf,
  orderedBefore,
  PaymentRefused,
  resultOf,
  type PaymentRequest,
  type PaymentsOrdered,
  type PaymentsPlanned,
} from './result.js';
import type { Terms } from '../settlement/terms.js';

/** A batch that the bank refused: the reason, and the actor. */
export interface WithdrawalRequest {
  readonly batch: string;
  readonly reason: string;
  readonly by: string;
}

/** Open amounts of a provider, and its number of withdrawn batches. */
interface ToPlan {
  readonly provider: string;
  readonly positions: readonly OpenPosition[];
  readonly attempt: number;
}

/** Payments in a region's log up to a position. */
interface OrderedSoFar {
  readonly payables: Payables;
  readonly batches: readonly OrderedBatch[];
  readonly head: number;
}

/** Most events of a region are not decoded. An unknown event of finance stops the work, as it should. */
const saysNothingOfPayments = ({ type }: Recorded): boolean =>
  !type.startsWith('finance.') || type === declarationLinesDecided.type;

/** Amount of a batch. */
export const batchCents = ({ transfers }: PaymentOrder): Cents => sumCents(transfers.map(({ cents }) => cents));

/** The message of a batch for the bank (SEPA pain.001.001.09); the same bytes every time. */
export const batchXml = ({ order, recordedAt }: OrderedBatch): string => painXml(order, recordedAt);

/** Orders payments to providers, each approved amount once, and returns the batches. */
@Injectable()
export class Payments {
  private readonly turns = new KeyedQueue(4);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(REPLAYS) private readonly replays: Replays,
    @Inject(TODAY) private readonly today: Today,
    @Inject(RULE_SETS) private readonly rules: RuleSets,
  ) {}

  /**
   * Orders every approved amount, and every lump sum of a month that has ended, that is in no batch yet. Returns all batches for the day, so a
   * repeated request returns the same. Throws PaymentRefused when banks do not execute on that day, another process ordered the same meanwhile,
   * or an account is faulty.
   */
  order(region: string, terms: Terms, asked: PaymentRequest, watch: Watch = {}): Promise<PaymentsOrdered> {
    return this.turns.take(region, async () => {
      const read = await this.read(region, watch);
      const fault = dayFault(asked.executionDate, this.today());
      if (fault) return orderedBefore(region, asked, read.batches.filter(isOf(asked)), fault);
      const { orders, held } = await this.planned(region, terms, asked, read);
      for (const order of orders) await this.record(region, order);
      const { batches } = await this.readOn(region, read, watch);
      return resultOf(region, asked, { batches, newBatches: orders.map(({ batch }) => batch), held });
    });
  }

  /** Orders that `order` would record now; records nothing. Throws what `order` throws. */
  async plan(region: string, terms: Terms, asked: PaymentRequest, watch: Watch = {}): Promise<PaymentsPlanned> {
    const read = await this.read(region, watch);
    const fault = dayFault(asked.executionDate, this.today());
    if (fault) return { orders: [], ordered: orderedBefore(region, asked, read.batches.filter(isOf(asked)), fault) };
    const { orders, held } = await this.planned(region, terms, asked, read);
    return { orders, ordered: resultOf(region, asked, { batches: read.batches, newBatches: [], held }) };
  }

  /**
   * Records orders that were planned before and confirmed by a second person; skips those that are recorded already. Throws
   * PaymentRefused when banks do not execute on their day, or part of them was ordered meanwhile.
   */
  orderPlanned(region: string, orders: readonly PaymentOrder[], fourEyes: ByTwo): Promise<void> {
    return this.turns.take(region, async () => {
      const known = new Set((await this.read(region, {})).batches.map(({ order }) => order.batch));
      for (const order of orders.filter(({ batch }) => !known.has(batch))) {
        const fault = dayFault(order.executionDate, this.today());
        if (fault) throw new PaymentRefused(fault.code, fault.text);
        await this.record(region, { ...order, fourEyes });
      }
    });
  }

  /** All batches of a region, in order of ordering. */
  async batches(region: string): Promise<readonly OrderedBatch[]> {
    return (await this.read(region, {})).batches;
  }

  /** A batch by its id; undefined when there is none. */
  async batch(region: string, id: string): Promise<OrderedBatch | undefined> {
    return (await this.batches(region)).find(({ order }) => order.batch === id);
  }

  /**
   * Withdraws a batch that the bank refused, so that its payments are ordered again, once. Returns the batch; undefined when it
   * does not exist. Does nothing when it was withdrawn before.
   */
  async withdraw(region: string, { batch, reason, by }: WithdrawalRequest): Promise<OrderedBatch | undefined> {
    const found = await this.batch(region, batch);
    if (!found) return undefined;
    const { provider } = found.order;
    const withdrawal = { batch, provider, reason, withdrawnBy: by, withdrawnOn: this.today() };
    await this.decide(region, provider, { kind: 'withdraw', withdrawal }, ['withdraw', batch]);
    return this.batch(region, batch);
  }

  /** Orders of all amounts that are in no batch, per provider, and the amounts held back. */
  private async planned(
    region: string,
    terms: Terms,
    asked: PaymentRequest,
    read: OrderedSoFar,
  ): Promise<{ readonly orders: readonly PaymentOrder[]; readonly held: readonly HeldBack[] }> {
    const by = { ...terms, payers: await this.payersOf(region, terms, read.head) };
    const open = [...read.payables.open, ...(await this.lumpSums(region, by, asked.executionDate, read))];
    const plans = [...Map.groupBy(open, (one) => one.provider)]
      .filter(([provider]) => asked.provider === undefined || asked.provider === provider)
      .map(([provider, positions]) => {
        const attempt = read.payables.withdrawnOf(provider);
        return this.planOf(region, { provider, positions, attempt }, by, asked.executionDate);
      });
    return { orders: plans.flatMap(({ order }) => order ?? []), held: plans.flatMap(({ held }) => held) };
  }

  private read(region: string, watch: Watch): Promise<OrderedSoFar> {
    return this.readOn(region, { payables: new Payables(), batches: [], head: 0 }, watch);
  }

  /** Continues reading at the last position. */
  private async readOn(region: string, before: OrderedSoFar, watch: Watch): Promise<OrderedSoFar> {
    const { payables } = before;
    const batches = [...before.batches];
    let { head } = before;
    const total = await this.log.head(region);
    for await (const events of watched(this.log, watch, total).readRegion(region, { after: head })) {
      for (const recorded of events) {
        head = recorded.position;
        if (saysNothingOfPayments(recorded)) continue;
        const event = decode(recorded);
        payables.apply(recorded.stream, event);
        const { recordedAt, position } = recorded;
        if (event.type === 'finance.payment-ordered.v1')
          batches.push({ order: event.data, recordedAt, position, withdrawn: null });
        if (event.type !== 'finance.payment-withdrawn.v1') continue;
        const at = batches.findIndex(({ order }) => order.batch === event.data.batch);
        const batch = batches[at];
        if (batch) batches[at] = { ...batch, withdrawn: event.data };
      }
    }
    return { payables, batches, head };
  }

  /** Payer: as in the contracts file for the last day of each month, otherwise as in the terms for all. */
  private async payersOf(region: string, { payers, organisationAccount }: Terms, position: number): Promise<Payers> {
    if (position === 0) return payers;
    const { definition } = await this.replays.source.excerpt({
      region,
      periods: [],
      youths: [],
      knownAt: { position },
    });
    if (!definition || definition.providersPaidBy.length === 0) return payers;
    const isCentral = (period: Month) => paidByOrganisation(definition, lastDayOf(period));
    return { ...payers, organisation: organisationAccount, isCentral };
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
    const due = months.map((period) =>
      runOf(history, period, { lines: [], approvedCents: 0 }, this.rules.inForce(period)),
    );
    return openLumpSums(due, payables.lumpSums, (period) => isCentralIn(payers, period));
  }

  private planOf(
    region: string,
    { provider, positions, attempt }: ToPlan,
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
    // Withdrawn payments get a new id when ordered again: banks refuse a known one.
    const named = attempt === 0 ? [region, provider] : [region, provider, attempt];
    const order: PaymentOrder = {
      batch: idOf(...named, approvedIn(transfers)),
      ...{ provider, creditor, initiator: terms.initiator, executionDate },
      transfers: transfers.map((one) => ({ endToEnd: idOf(...named, 'transfer', approvedIn([one])), ...one })),
    };
    return { order, held };
  }

  private record(region: string, order: PaymentOrder): Promise<void> {
    return this.decide(region, order.provider, { kind: 'order', order }, [order.batch]);
  }

  private async decide(region: string, id: string, command: PaymentCommand, named: readonly string[]): Promise<void> {
    const address = { region, id, commandId: eventId(JSON.stringify([region, ...named]), 0) };
    const handled = await handle(this.log, paymentDecider, command, address);
    if (handled.kind === 'refused') {
      const [first] = handled.rejections;
      throw new PaymentRefused(first?.rejection.code ?? 'refused', first?.rejection.message ?? 'the batch was refused');
    }
  }
}

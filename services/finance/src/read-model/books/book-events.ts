import {
  decode,
  type DomainEvent,
  type PaymentEvent,
  type PaymentOrder,
  type PeriodEvent,
  type ReceiptEvent,
} from '@regieboek/events';
import type { Recorded } from '@regieboek/eventing';
import type { RecordedPeriodEvent } from '../../domain/periods/periods.js';
import type { OrderedBatch } from '../../domain/payments/ordered-batch.js';
import type { ReceiptOnRecord } from '../../domain/settlement/receipt-on-record.js';
import type { RecordedPayment } from '../../domain/ledger/postings.js';
import type { RecordedReceipt } from '../../domain/ledger/received.js';

export type BookEvent = PeriodEvent | PaymentEvent | ReceiptEvent;

/** Inputs of the books besides runs, in log order: seals and reopenings of periods, ordered payments, and receipts. */
interface BookEventsOfRegion {
  readonly periods: readonly RecordedPeriodEvent[];
  readonly payments: readonly RecordedPayment[];
  readonly receipts: readonly RecordedReceipt[];
  /** Current batches of payments, in order of ordering. */
  readonly batches: readonly OrderedBatch[];
  /** Receipts with when they were recorded. */
  readonly received: readonly ReceiptOnRecord[];
}

/** Source of the events of the books of a region. */
export interface BookEvents {
  of(region: string): Promise<BookEventsOfRegion>;
}

/** An event of the books with its place. */
export interface RecordedBookEvent {
  readonly position: number;
  readonly recordedAt: string;
  readonly event: BookEvent;
}

const isOfPeriod = (event: DomainEvent): event is PeriodEvent =>
  event.type === 'finance.period-sealed.v1' || event.type === 'finance.period-reopened.v1';

const isPayment = (event: DomainEvent): event is PaymentEvent =>
  event.type === 'finance.payment-ordered.v1' || event.type === 'finance.payment-withdrawn.v1';

const isReceipt = (event: DomainEvent): event is ReceiptEvent => event.type === 'finance.receipt-recorded.v1';

/** An event of the books, or undefined when it is another one. */
export function asBookEvent(recorded: Recorded): RecordedBookEvent | undefined {
  if (!/^finance\.(period|payment|receipt)-/.test(recorded.type)) return undefined;
  const event = decode(recorded);
  const { position, recordedAt } = recorded;
  return isOfPeriod(event) || isPayment(event) || isReceipt(event) ? { position, recordedAt, event } : undefined;
}

/** An event about a period, or undefined when it is about something else. */
export function asPeriodEvent(recorded: Recorded): RecordedPeriodEvent | undefined {
  const found = asBookEvent(recorded);
  return found && isOfPeriod(found.event) ? { ...found, event: found.event } : undefined;
}

/** Orders and withdrawals of batches in log order, each with its content. */
function paymentsIn(events: readonly RecordedBookEvent[]): RecordedPayment[] {
  const orders = new Map<string, PaymentOrder>();
  return events.flatMap(({ event, position }): RecordedPayment[] => {
    if (event.type === 'finance.payment-ordered.v1') {
      orders.set(event.data.batch, event.data);
      return [{ position, order: event.data, withdrawnOn: null }];
    }
    if (event.type !== 'finance.payment-withdrawn.v1') return [];
    const order = orders.get(event.data.batch);
    return order ? [{ position, order, withdrawnOn: event.data.withdrawnOn }] : [];
  });
}

/** Batches of payments after the events, in order of ordering. */
function batchesIn(events: readonly RecordedBookEvent[]): OrderedBatch[] {
  const batches = new Map<string, OrderedBatch>();
  for (const { event, recordedAt, position } of events) {
    if (event.type === 'finance.payment-ordered.v1')
      batches.set(event.data.batch, { order: event.data, recordedAt, position, withdrawn: null });
    if (event.type !== 'finance.payment-withdrawn.v1') continue;
    const batch = batches.get(event.data.batch);
    if (batch) batches.set(event.data.batch, { ...batch, withdrawn: event.data });
  }
  return [...batches.values()];
}

/** Events of the books of a region by kind, in recording order. */
export const bookEventsOf = (events: readonly RecordedBookEvent[]): BookEventsOfRegion => ({
  periods: events.flatMap(({ event, ...at }) => (isOfPeriod(event) ? [{ ...at, event }] : [])),
  payments: paymentsIn(events),
  receipts: events.flatMap(({ event, position }) => (isReceipt(event) ? [{ position, receipt: event.data }] : [])),
  batches: batchesIn(events),
  received: events.flatMap(({ event, position, recordedAt }) =>
    isReceipt(event) ? [{ ...event.data, recordedAt, position }] : [],
  ),
});

import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import type { PoolClient } from 'pg';
import { decode, type DomainEvent, type PaymentEvent, type PeriodEvent, type ReceiptEvent } from '@regieboek/events';
import type { EventLog, Recorded } from '@regieboek/eventing';
import type { Projection, Projections } from '@regieboek/platform';
import type { RecordedPeriodEvent } from '../domain/periods.js';
import type { RecordedPayment } from '../domain/postings.js';
import type { RecordedReceipt } from '../domain/received.js';

type BookEvent = PeriodEvent | PaymentEvent | ReceiptEvent;

/** What the books rest on beside runs, in log order: seals and openings of periods, payments ordered, and receipts. */
export interface BookEventsOfRegion {
  readonly periods: readonly RecordedPeriodEvent[];
  readonly payments: readonly RecordedPayment[];
  readonly receipts: readonly RecordedReceipt[];
}

/** Where the events of the books of a region are found. */
export interface BookEvents {
  of(region: string): Promise<BookEventsOfRegion>;
}

interface RecordedBookEvent {
  readonly position: number;
  readonly recordedAt: string;
  readonly event: BookEvent;
}

const isOfPeriod = (event: DomainEvent): event is PeriodEvent =>
  event.type === 'finance.period-sealed.v1' || event.type === 'finance.period-reopened.v1';

const isPayment = (event: DomainEvent): event is PaymentEvent => event.type === 'finance.payment-ordered.v1';

const isReceipt = (event: DomainEvent): event is ReceiptEvent => event.type === 'finance.receipt-recorded.v1';

function asBookEvent(recorded: Recorded): RecordedBookEvent | undefined {
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

const sorted = (events: readonly RecordedBookEvent[]): BookEventsOfRegion => ({
  periods: events.flatMap(({ event, ...at }) => (isOfPeriod(event) ? [{ ...at, event }] : [])),
  payments: events.flatMap(({ event, position }) => (isPayment(event) ? [{ position, order: event.data }] : [])),
  receipts: events.flatMap(({ event, position }) => (isReceipt(event) ? [{ position, receipt: event.data }] : [])),
});

/** Events of the books, read from the log itself: for proofs, which trust no read model. */
export const bookEventsInLog = (log: Pick<EventLog, 'readRegion'>): BookEvents => ({
  async of(region) {
    const found: RecordedBookEvent[] = [];
    for await (const batch of log.readRegion(region)) found.push(...batch.flatMap((one) => asBookEvent(one) ?? []));
    return sorted(found);
  },
});

/** The table of the events of the books: few, and asked for with every bill. */
export class BookTable1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE finance.book_event (
        region text, position bigint, recorded_at text NOT NULL, event text NOT NULL, PRIMARY KEY (region, position)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE finance.book_event');
  }
}

const insert = `
  INSERT INTO finance.book_event (region, position, recorded_at, event) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`;

/** Events of the books, as they are looked up with every bill. */
export const bookEventsProjection: Projection = {
  name: 'finance.book-events.v1',
  context: 'finance',
  async apply(events, transaction: PoolClient) {
    for (const recorded of events) {
      const found = asBookEvent(recorded);
      if (!found) continue;
      const { position, recordedAt, event } = found;
      await transaction.query(insert, [recorded.region, position, recordedAt, JSON.stringify(event)]);
    }
  },
};

/** Events of the books from the read model, brought up to date first. */
export const bookEventsIn = (source: DataSource, projections: Projections): BookEvents => ({
  async of(region) {
    await projections.catchUp(bookEventsProjection, region);
    const rows: { position: string; recorded_at: string; event: string }[] = await source.query(
      'SELECT position, recorded_at, event FROM finance.book_event WHERE region = $1 ORDER BY position',
      [region],
    );
    return sorted(
      rows.map((row) => ({
        position: Number(row.position),
        recordedAt: row.recorded_at,
        event: JSON.parse(row.event) as BookEvent,
      })),
    );
  },
});

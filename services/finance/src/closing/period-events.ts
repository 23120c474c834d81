import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { DataSource } from 'typeorm';
import type { PoolClient } from 'pg';
import { decode, type DomainEvent, type PeriodEvent } from '@regieboek/events';
import type { EventLog, Recorded } from '@regieboek/eventing';
import type { Projection, Projections } from '@regieboek/platform';
import type { RecordedPeriodEvent } from '../domain/periods.js';

/** Where the events about periods of a region are found, in log order. */
export interface PeriodEvents {
  of(region: string): Promise<readonly RecordedPeriodEvent[]>;
}

const isOfPeriod = (event: DomainEvent): event is PeriodEvent =>
  event.type === 'finance.period-sealed.v1' || event.type === 'finance.period-reopened.v1';

/** An event about a period, or undefined when it is about something else. */
export function asPeriodEvent(recorded: Recorded): RecordedPeriodEvent | undefined {
  if (!recorded.type.startsWith('finance.period-')) return undefined;
  const event = decode(recorded);
  const { position, recordedAt } = recorded;
  return isOfPeriod(event) ? { position, recordedAt, event } : undefined;
}

/** Events about periods, read from the log itself: for proofs, which trust no read model. */
export const periodEventsInLog = (log: Pick<EventLog, 'readRegion'>): PeriodEvents => ({
  async of(region) {
    const found: RecordedPeriodEvent[] = [];
    for await (const batch of log.readRegion(region)) found.push(...batch.flatMap((one) => asPeriodEvent(one) ?? []));
    return found;
  },
});

/** The table of events about periods: few, and asked for with every bill. */
export class PeriodTable1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE finance.period_event (
        region text, position bigint, recorded_at text NOT NULL, event text NOT NULL, PRIMARY KEY (region, position)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE finance.period_event');
  }
}

const insert = `
  INSERT INTO finance.period_event (region, position, recorded_at, event) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`;

/** Events about periods, as they are looked up with every bill. */
export const periodEventsProjection: Projection = {
  name: 'finance.period-events.v1',
  context: 'finance',
  async apply(events, transaction: PoolClient) {
    for (const recorded of events) {
      const found = asPeriodEvent(recorded);
      if (!found) continue;
      const { position, recordedAt, event } = found;
      await transaction.query(insert, [recorded.region, position, recordedAt, JSON.stringify(event)]);
    }
  },
};

/** Events about periods from the read model, brought up to date first. */
export const periodEventsIn = (source: DataSource, projections: Projections): PeriodEvents => ({
  async of(region) {
    await projections.catchUp(periodEventsProjection, region);
    const rows: { position: string; recorded_at: string; event: string }[] = await source.query(
      'SELECT position, recorded_at, event FROM finance.period_event WHERE region = $1 ORDER BY position',
      [region],
    );
    return rows.map((row) => ({
      position: Number(row.position),
      recordedAt: row.recorded_at,
      event: JSON.parse(row.event) as PeriodEvent,
    }));
  },
});

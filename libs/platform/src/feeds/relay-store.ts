import { withinRegion } from '@regieboek/isolation';
import type { Pool } from 'pg';
import type { RelayState, RelayStore } from '@regieboek/eventing';

interface Row {
  readonly position: string;
  readonly event_id: string | null;
  readonly sent: readonly string[];
}

/** Positions of a relay, in the database of its service. */
export class PostgresRelayStore implements RelayStore {
  constructor(private readonly pool: Pool) {}

  async load(topic: string, region: string): Promise<RelayState | undefined> {
    const { rows } = await withinRegion(region, () =>
      this.pool.query<Row>('SELECT position, event_id, sent FROM platform.relay WHERE topic = $1 AND region = $2', [
        topic,
        region,
      ]),
    );
    const [row] = rows;
    return row && { position: Number(row.position), eventId: row.event_id, sent: row.sent.map(Number) };
  }

  async save(topic: string, region: string, { position, eventId, sent }: RelayState): Promise<void> {
    await withinRegion(region, () =>
      this.pool.query(
        `INSERT INTO platform.relay VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (topic, region) DO UPDATE SET position = $3, event_id = $4, sent = $5`,
        [topic, region, position, eventId, sent],
      ),
    );
  }
}

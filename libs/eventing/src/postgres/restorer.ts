import { otherEvent } from '../restore/same-event.js';
import { text, type RestoredEvent } from '../restore/restored-events.js';
import type { Row, Statement } from './postgres-client.js';

/** Events and bytes that one transaction records. */
export const lot = { eventsMax: 16_384, bytesMax: 8_388_608 };

const SEPARATOR = '\u001e';

const statement = (region: string, events: readonly RestoredEvent[]): Statement => ({
  name: 'regieboek_log_restore',
  text: 'select log.restore($1, $2::bigint[], $3, $4::int[], $5, $6, $7, $8, $9::bigint[])',
  values: [
    region,
    events.map(({ position }) => position),
    events.map(({ stream }) => stream).join(SEPARATOR),
    events.map(({ revision }) => revision),
    events.map(({ id }) => id).join(SEPARATOR),
    events.map(({ type }) => type).join(SEPARATOR),
    events.map(({ json }) => text(json)).join(SEPARATOR),
    events.map(({ metaJson }) => text(metaJson)).join(SEPARATOR),
    events.map(({ atMs }) => atMs),
  ],
});

/** Records events as they were recorded elsewhere, in one transaction; repeating it changes nothing. Throws NotRestorable. */
export async function writeRestored(
  region: string,
  events: readonly RestoredEvent[],
  query: (statement: Statement) => Promise<readonly Row[]>,
): Promise<void> {
  const [row] = await query(statement(region, events));
  const wrong = row?.[0];
  if (wrong) throw otherEvent(region, Number(wrong));
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventId, PostgresEventLog } from '@regieboek/eventing';
import { replay, type JournalledEvent } from '@regieboek/journal';
import { Journal } from '@regieboek/journal/segments';
import { withDatabase } from './log.ts';
import { perSecond, secondsOf, type Measurement } from './measurement.ts';
import { REGION } from './replay-contracts.ts';
import { MONTHS } from './replay-extent.ts';
import { benchEvents } from './replay-region.ts';

const APPEND_EVENTS = 500;

/** Appends the first events of the bench: those of declarations by stream, the others in one, so that filling is quick. */
async function fill(log: PostgresEventLog, count: number): Promise<void> {
  const revisions = new Map<string, number>();
  const append = async (stream: string, events: readonly JournalledEvent[]): Promise<void> => {
    const revision = revisions.get(stream) ?? 'none';
    const news = events.map(({ type, data, position }) => ({ id: eventId('replay', position), type, data }));
    revisions.set(stream, (await log.append(stream, revision, news)).revision);
  };
  let waiting: JournalledEvent[] = [];
  let open = '';
  const streamOf = ({ stream, type }: JournalledEvent): string =>
    type.startsWith('finance.') ? stream : `${REGION}.youth-all`;
  for (const event of benchEvents({ events: count * 20, months: MONTHS })) {
    if (waiting.length > 0 && (streamOf(event) !== open || waiting.length >= APPEND_EVENTS)) {
      await append(open, waiting);
      waiting = [];
    }
    if (event.position > count) return;
    open = streamOf(event);
    waiting.push(event);
  }
}

/**
 * The events of the bench in PostgreSQL: reading them all, folding them as JSON, and building segments of them. The
 * baseline of each is reading them and doing nothing.
 */
export const readingOfLog = (count: number): Promise<Measurement[]> =>
  withDatabase(async (url) => {
    const log = new PostgresEventLog(url);
    await log.migrate();
    const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-replay-log-'));
    try {
      await fill(log, count);
      const read = async () => {
        for await (const batch of log.readRegion(REGION)) if (batch.length === 0) throw new Error('empty batch');
      };
      await read();
      const baseline = count / (await secondsOf(read));
      const folded = count / (await secondsOf(() => replay(log, REGION)));
      const journal = new Journal({ dataDir, log });
      const built = count / (await secondsOf(() => journal.catchUp(REGION)));
      const against = 'reading the log in PostgreSQL';
      return [
        perSecond('log in PostgreSQL folded as JSON', 'events/s', { value: folded, baseline }, against),
        perSecond('segments built from PostgreSQL', 'events/s', { value: built, baseline }, against),
      ];
    } finally {
      await log.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventId, PostgresEventLog } from '@regieboek/eventing';
import { replay } from '@regieboek/journal';
import { Journal } from '@regieboek/journal/segments';
import { withDatabase } from './log.ts';
import { perSecond, secondsOf, type Measurement } from './measurement.ts';
import { appendsOf } from './replay-appends.ts';
import { REGION } from './replay-contracts.ts';
import { consumedByEmmett } from './replay-emmett.ts';

const EMMETT_EVENTS = 50_000;

/** Appends the first events of the bench. */
async function fill(log: PostgresEventLog, count: number): Promise<void> {
  const revisions = new Map<string, number>();
  for (const { stream, events } of appendsOf(count)) {
    const revision = revisions.get(stream) ?? 'none';
    const news = events.map(({ type, data, position }) => ({ id: eventId('replay', position), type, data }));
    revisions.set(stream, (await log.append(stream, revision, news)).revision);
  }
}

/**
 * The events of the bench in PostgreSQL: reading them all, folding them as JSON, and building segments of them. The
 * baseline of each is reading them and doing nothing; and what Emmett makes of the first of them on the same server.
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
      const emmett = await consumedByEmmett(url, Math.min(count, EMMETT_EVENTS));
      const against = 'reading the log in PostgreSQL';
      const peer = 'Emmett 0.42 consuming them from the same server';
      return [
        perSecond('log in PostgreSQL read', 'events/s', { value: baseline, baseline: emmett }, peer),
        perSecond('log in PostgreSQL folded as JSON', 'events/s', { value: folded, baseline }, against),
        perSecond('segments built from PostgreSQL', 'events/s', { value: built, baseline }, against),
      ];
    } finally {
      await log.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

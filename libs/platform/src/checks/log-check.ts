import { GapInLog, runningDigest, SPAN_EVENTS_MAX, type EventLog } from '@regieboek/eventing';
import { sound, unsound, type CheckResult, type LedgerCheck } from './checks.js';

async function deepIn(log: EventLog, region: string, head: number, signal?: AbortSignal): Promise<CheckResult> {
  const mark = await runningDigest(log, region, head, { signal });
  return sound('log', region, head, mark);
}

/** The events after the last multiple of the size of a span, which every store can give at once. */
async function lastIn(log: EventLog, region: string, head: number): Promise<CheckResult> {
  const after = Math.floor((head - 1) / SPAN_EVENTS_MAX) * SPAN_EVENTS_MAX;
  for await (const { upTo } of log.digests(region, [{ after, upTo: head }])) if (upTo === head) break;
  return sound('log', region, head);
}

/**
 * Checks that the log of each region is without a gap: the last events, or when deep all of them, with the running digest as mark.
 */
export const logCheck = (log: EventLog): LedgerCheck =>
  async function* ({ isDeep, regions, signal }) {
    for (const region of regions) {
      const head = await log.head(region);
      if (head === 0) continue;
      try {
        yield isDeep ? await deepIn(log, region, head, signal) : await lastIn(log, region, head);
      } catch (error) {
        if (!(error instanceof GapInLog)) throw error;
        yield unsound({ check: 'log', subject: region, count: head }, 'gap-in-log', error.message);
      }
    }
  };

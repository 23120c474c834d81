import { randomUUID } from 'node:crypto';
import type { EventLog, ExpectedRevision } from '../src/index.js';

/** Load of a process on a region: number of writers, each on its own stream, and of events per append. */
export interface Manner {
  readonly region: string;
  readonly writers: number;
  readonly size: number;
}

/** Outcome of the writes. */
export interface Written {
  readonly appends: number;
  readonly longestMs: number;
  readonly errors: readonly string[];
}

/** Appends as fast as the log answers until the time is over. */
export async function write(log: EventLog, { region, writers, size }: Manner, isOver: () => boolean): Promise<Written> {
  let [appends, longestMs] = [0, 0];
  const errors: string[] = [];
  const one = async (): Promise<void> => {
    const stream = `${region}.case-${randomUUID()}`;
    for (let revision: ExpectedRevision = 'none'; !isOver();) {
      const events = Array.from({ length: size }, (_, n) => ({ id: randomUUID(), type: 'CaseNoted', data: { n } }));
      const start = performance.now();
      try {
        ({ revision } = await log.append(stream, revision, events));
        appends += 1;
      } catch (error) {
        errors.push(String(error));
      }
      longestMs = Math.max(longestMs, performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: writers }, one));
  return { appends, longestMs, errors };
}

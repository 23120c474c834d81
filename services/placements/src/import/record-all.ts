import pMap from 'p-map';
import { commit, retrying, type Fault, type Prepared } from '@regieboek/platform';
import type { EventLog } from '@regieboek/eventing';
import { Refused } from '@regieboek/intake';

/** One stream's part of an import: how to decide it, and the source places of its commands, for faults. */
export interface StreamPart {
  readonly prepare: (log: EventLog) => Promise<Prepared>;
  readonly places: readonly string[];
}

const CONCURRENT_STREAMS = 24;

const faultsOf = ({ rejections }: Prepared, { places }: StreamPart): Fault[] =>
  rejections.map(({ command, rejection }) => ({ place: places[command] ?? '', text: rejection.message }));

/**
 * Records all parts, or none when a command of any of them is refused: it decides everything before it appends anything.
 * Returns the number of events. Throws Refused with every fault, and WrongRevision when another writer was first.
 */
export async function recordOnce(log: EventLog, parts: readonly StreamPart[]): Promise<number> {
  const prepared = await pMap(parts, (part) => part.prepare(log), { concurrency: CONCURRENT_STREAMS });
  const faults = prepared.flatMap((one, i) => {
    const part = parts[i];
    return part ? faultsOf(one, part) : [];
  });
  if (faults.length > 0) throw new Refused(faults);
  await pMap(prepared, (one) => commit(log, one), { concurrency: CONCURRENT_STREAMS });
  return prepared.reduce((sum, { events }) => sum + events.length, 0);
}

/** The same, decided again when another writer was first. */
export const recordAll = (log: EventLog, parts: readonly StreamPart[]): Promise<number> =>
  retrying(() => recordOnce(log, parts));

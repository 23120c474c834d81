import { setImmediate } from 'node:timers/promises';
import type { EventLog } from '@regieboek/eventing';

/** How far long work is: of `total` events or youths, `done` are behind it. */
export interface Progress {
  readonly step: 'reading' | 'billing';
  readonly done: number;
  readonly total: number;
}

/** How to look at long work, and how to stop it. */
export interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Tells how far work is and lets others have a turn. Rejects with the reason of the signal when it was aborted. */
export async function pause({ signal, onProgress }: Watch, progress: Progress): Promise<void> {
  onProgress?.(progress);
  await setImmediate();
  signal?.throwIfAborted();
}

/** The log with its reading told, and stopped between two batches when the signal says so. */
export function watched(log: EventLog, watch: Watch, total: number): Pick<EventLog, 'readRegion'> {
  return {
    async *readRegion(region, options) {
      watch.signal?.throwIfAborted();
      for await (const batch of log.readRegion(region, options)) {
        yield batch;
        await pause(watch, { step: 'reading', done: batch.at(-1)?.position ?? 0, total });
      }
    },
  };
}

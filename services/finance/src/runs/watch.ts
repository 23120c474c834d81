import type { EventLog } from '@regieboek/eventing';
import { pause, type Watch } from '@regieboek/journal/segments';

export { pause, type Progress, type Watch } from '@regieboek/journal/segments';

/** The log with reported reading, stopped between two batches by the signal. */
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

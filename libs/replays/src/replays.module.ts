import { Module, type DynamicModule } from '@nestjs/common';
import type { EventLog } from '@regieboek/eventing';
import { EVENT_LOG, measureDisk, METRICS, type Metrics } from '@regieboek/platform';
import { JournalReplays } from './journal-replays.js';

/** `Replays`: source of everything that is computed from the log of a region. */
export const REPLAYS = Symbol('Replays');

/** The replays of a process, for all its services: one journal below one data folder. */
@Module({})
export class ReplaysModule {
  /** Keeps segments of the journal below `dataDir`, as `journal/<region>`. */
  static at(dataDir: string): DynamicModule {
    const replays = {
      provide: REPLAYS,
      inject: [EVENT_LOG, METRICS],
      useFactory: (log: EventLog, metrics: Metrics) => {
        measureDisk(metrics, 'data', dataDir);
        return JournalReplays.open(log, dataDir);
      },
    };
    return { module: ReplaysModule, global: true, providers: [replays], exports: [REPLAYS] };
  }
}

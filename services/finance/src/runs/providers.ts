import type { Provider } from '@nestjs/common';
import type { EventLog } from '@regieboek/eventing';
import { EVENT_LOG, measureDisk, METRICS, type Metrics } from '@regieboek/platform';
import { ruleSets } from '@regieboek/billing';
import { DATA_DIR, REPLAYS, RULE_SETS } from '../tokens.js';
import { JournalReplays } from './journal/replays.js';

/** Rule sets, and the journal that runs are made from. */
export const runProviders: Provider[] = [
  { provide: RULE_SETS, useValue: ruleSets },
  {
    provide: REPLAYS,
    inject: [EVENT_LOG, DATA_DIR, METRICS],
    useFactory: (log: EventLog, dataDir: string, metrics: Metrics) => {
      measureDisk(metrics, 'data', dataDir);
      return JournalReplays.open(log, dataDir);
    },
  },
];

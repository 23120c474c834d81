import type { EventLog } from '@regieboek/eventing';
import type { ReplaySource } from '@regieboek/journal/segments';

/** Sources of replays: regions by columns, excerpts, and events as recorded. */
export interface Replays {
  readonly log: EventLog;
  readonly source: ReplaySource;
  /** Does `work` over replays made from the log alone, with nothing that was kept from before: for proofs that are in doubt. */
  anew<Result>(work: (replays: Replays) => Promise<Result>): Promise<Result>;
}

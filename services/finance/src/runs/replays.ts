import type { EventLog } from '@regieboek/eventing';
import type { ReplaySource } from '@regieboek/journal/segments';

/** What replays read: regions by columns and excerpts, and events as the log recorded them. */
export interface Replays {
  readonly log: EventLog;
  readonly source: ReplaySource;
  /** Does `work` over replays made from the log alone, with nothing that was kept from before: for proofs that are in doubt. */
  anew<Result>(work: (replays: Replays) => Promise<Result>): Promise<Result>;
}

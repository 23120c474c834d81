import type { EventLog } from '@regieboek/eventing';
import type { ReplaySource } from '@regieboek/journal/segments';

/** Sources of replays: regions by columns, excerpts, and events as recorded. */
export interface Replays {
  readonly log: EventLog;
  readonly source: ReplaySource;
  /** Runs `work` on replays from new segments, made from the log alone: for a proof that existing segments do not give. */
  fromLog<Result>(work: (replays: Replays) => Promise<Result>): Promise<Result>;
}

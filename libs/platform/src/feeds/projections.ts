import type { Context, Projection, Projections } from '../projections/projection.js';
import type { FeedBarrier } from './feed-barrier.js';

/**
 * Read models of a service in its own process. Those built only from the service's own events follow the log; those that also use
 * events of another context are filled by feeds and waited for, unless they follow the log everywhere. A service that records nothing itself (reporting) reads the log
 * for all of them: its figures combine several contexts, in the order in which their events were recorded.
 */
export class FeedProjections implements Projections {
  constructor(
    private readonly own: Context | null,
    private readonly followed: Projections,
    private readonly barrier: FeedBarrier,
  ) {}

  catchUp(projection: Projection, region: string): Promise<void> {
    return this.followsLog(projection)
      ? this.followed.catchUp(projection, region)
      : this.barrier.wait(projection, region);
  }

  async follow(projection: Projection, region: string): Promise<void> {
    if (this.followsLog(projection)) await this.followed.catchUp(projection, region);
  }

  isRecordedElsewhere({ contexts }: Projection): boolean {
    return contexts.some((context) => context !== this.own);
  }

  private followsLog(projection: Projection): boolean {
    return this.own === null || projection.followsLog === true || !this.isRecordedElsewhere(projection);
  }
}

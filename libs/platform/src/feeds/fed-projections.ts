import type { Context, Projection, Projections } from '../projections/projection.js';
import type { FeedBarrier } from './feed-barrier.js';

/**
 * Read models of a service that runs by itself: those made of its own events follow the log, those made of the events of
 * another context are filled by its feed and waited for.
 */
export class FedProjections implements Projections {
  constructor(
    private readonly own: Context | null,
    private readonly followed: Projections,
    private readonly barrier: FeedBarrier,
  ) {}

  catchUp(projection: Projection, region: string): Promise<void> {
    return projection.context === this.own
      ? this.followed.catchUp(projection, region)
      : this.barrier.wait(projection, region);
  }
}

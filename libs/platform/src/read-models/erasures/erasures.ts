import type { EventLog } from '@regieboek/eventing';
import type { Projection, Projections } from '../../projections/projection.js';

/** Erasures in the services of this process, carried out at once and again after a restore. */
export class Erasures {
  private readonly followed = new Set<Projection>();
  /** Regions whose erasures from before this process started are carried out, or on their way. */
  private readonly started = new Map<string, Promise<void>>();

  constructor(
    private readonly projections: Projections,
    private readonly log: Pick<EventLog, 'regions'>,
  ) {}

  /** Adds the erasures of a service. */
  follow(projection: Projection): void {
    this.followed.add(projection);
  }

  /** Returns when all erasures in the log of a region are carried out here. */
  async apply(region: string): Promise<void> {
    for (const projection of this.followed) await this.projections.catchUp(projection, region);
  }

  /**
   * The same once in the life of a process that records erasures itself: a database can be restored from before an erasure only
   * while no process uses it, and later erasures are carried out as they are recorded. Where another service records them, the log
   * is looked at each time.
   */
  ready(region: string): Promise<void> {
    if ([...this.followed].some((one) => this.projections.isRecordedElsewhere(one))) return this.apply(region);
    const started = this.started.get(region) ?? this.apply(region);
    this.started.set(region, started);
    started.catch(() => this.started.delete(region));
    return started;
  }

  /** The same of all regions: when a process starts, as its database may be restored from before an erasure. */
  async applyAll(): Promise<void> {
    for (const region of await this.log.regions()) await this.apply(region);
  }
}

import type { EventLog } from '@regieboek/eventing';
import type { Projection, Projections } from '../../projections/projection.js';

/** Erasures in the services of this process: they are carried out at once, and again after a restore. */
export class Erasures {
  private readonly followed = new Set<Projection>();
  /** Regions whose erasures from before the start of this process are done or in progress. */
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
   * The same, once per process. A database can only be restored while no process uses it, so once is enough for earlier erasures;
   * later ones are carried out as they are recorded.
   */
  ready(region: string): Promise<void> {
    const started = this.started.get(region) ?? this.apply(region);
    this.started.set(region, started);
    started.catch(() => this.started.delete(region));
    return started;
  }

  /** The same for all regions, at the start of a process: its database may be a backup from before an erasure. */
  async applyAll(): Promise<void> {
    for (const region of await this.log.regions()) await this.apply(region);
  }
}

import type { EventLog } from '@regieboek/eventing';
import type { Projection, Projections } from '../../projections/projection.js';

/** Erasures in the services of this process: what a youth is erased from, at once and again after a restore. */
export class Erasures {
  private readonly followed = new Set<Projection>();

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

  /** The same of all regions: when a process starts, as its database may be restored from before an erasure. */
  async applyAll(): Promise<void> {
    for (const region of await this.log.regions()) await this.apply(region);
  }
}

import type { PoolClient } from 'pg';
import type { Recorded } from '@regieboek/eventing';

/** Contexts whose events a read model can use. */
export type Context = 'contracts' | 'placements' | 'finance';

/** A read model: applies batches of a region's events inside the transaction that also moves its checkpoint. */
export interface Projection {
  /** Name of the checkpoint; a new name rebuilds from the first event. */
  readonly name: string;
  /**
   * Contexts whose events it uses; it ignores all others. Over feeds, the events of one context arrive in order, but not those of
   * two: a read model of several contexts must have the same result in either order.
   */
  readonly contexts: readonly Context[];
  /** True when it follows the log in every service, so that it never waits for a broker; others use feeds of other services. */
  readonly followsLog?: true;
  /** Schema of its tables. */
  readonly schema: string;
  /** Its tables. Each has a column `region`, so that one region can be rebuilt. */
  readonly tables: readonly string[];
  /** Applies events to the tables in schema `into`: the live tables, or the shadow tables of a rebuild. */
  apply(events: readonly Recorded[], transaction: PoolClient, into: string): Promise<void>;
}

/** Brings read models up to date with the log before a query or a decision. */
export interface Projections {
  /** Returns when the read model contains all events of the region that are in the log now. */
  catchUp(projection: Projection, region: string): Promise<void>;
  /** The same for a read model that follows the log; does nothing for one that a feed fills, which updates by itself. */
  follow(projection: Projection, region: string): Promise<void>;
  /** Whether services on other databases record events of the read model, so that it can change without this process. */
  isRecordedElsewhere(projection: Projection): boolean;
}

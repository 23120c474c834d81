import type { Pool, PoolClient } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '@regieboek/eventing';
import { inTransaction } from '../../database/in-transaction.js';
import { CheckpointAhead, mustBeSameLog, reaches } from '../../projections/checkpoints.js';
import { ProjectionRunner } from '../../projections/projection-runner.js';
import type { Projection } from '../../projections/projection.js';
import { besideOf, prepareBeside, type BuiltFor } from './beside.js';
import { isFed, mustBeFeedOf, refuseParked, skippedEvents, type Feeds } from './feed-places.js';
import { withRebuildLock } from './rebuild-lock.js';
import { RebuildRefused } from './rebuild-table.js';
import { isForNow, switchOver, type Switching } from './switch.js';

/** Progress of a rebuild, for a person to follow. */
export type RebuildStep =
  | { readonly step: 'begun'; readonly goesOn: boolean }
  | { readonly step: 'applied'; readonly region: string; readonly position: number; readonly head: number }
  | { readonly step: 'switching' }
  | { readonly step: 'waiting' };

/** Options of a rebuild, and the listener for its progress. */
export interface RebuildOptions extends BuiltFor {
  readonly onStep: (step: RebuildStep) => void;
}

/** A rebuilt read model: its regions, and whether feeds fill it here. */
export interface Rebuilt {
  readonly regions: readonly string[];
  readonly fed: boolean;
}

const SWITCH_TRIES_MAX = 150;
const SWITCH_PAUSE_MS = 200;

/** Rebuilds read models from the log in shadow tables, and switches when they are complete. */
export class ReadModelRebuild {
  private readonly runner: ProjectionRunner;

  constructor(
    private readonly log: EventLog,
    private readonly pool: Pool,
    private readonly feeds: Feeds,
  ) {
    this.runner = new ProjectionRunner(log, pool);
  }

  /**
   * Rebuilds one read model, in all regions or one. After an interruption the live tables are unchanged, and the next call
   * resumes. Throws RebuildRefused, CheckpointAhead and OtherLog.
   */
  rebuild(projection: Projection, options: RebuildOptions): Promise<Rebuilt> {
    return withRebuildLock(this.pool, projection, (client) => this.rebuildLocked(client, projection, options));
  }

  private async rebuildLocked(client: PoolClient, projection: Projection, options: RebuildOptions): Promise<Rebuilt> {
    const { onStep } = options;
    const fed = await isFed(client, projection);
    await this.mustBeItsLog(client, projection, fed);
    const regions = await this.regionsOf(options.region);
    const goesOn = await inTransaction(this.pool, (own) => prepareBeside(own, projection, options));
    onStep({ step: 'begun', goesOn });
    const beside = fed ? await this.without(client, projection) : besideOf(projection);
    for (const region of regions)
      await this.runner.catchUp(beside, region, (position, head) =>
        onStep({ step: 'applied', region, position, head }),
      );
    const feeds = fed ? this.feeds : undefined;
    const switched = await this.switchWith(
      { log: this.log, projection, beside, feeds, region: options.region },
      options,
    );
    return { regions: switched, fed };
  }

  private async regionsOf(region: string | undefined): Promise<readonly string[]> {
    const regions = await this.log.regions();
    if (region === undefined) return regions;
    if (regions.includes(region)) return [region];
    throw new RebuildRefused(`the log has no region ${region}: run regieboek read-models list`);
  }

  /** Throws unless the live tables were built from this log: otherwise a rebuild would replace them by the facts of another log. */
  private async mustBeItsLog(client: PoolClient, projection: Projection, fed: boolean): Promise<void> {
    if (fed) {
      await refuseParked(client, projection);
      await mustBeFeedOf({ client, log: this.log }, projection, this.feeds);
      return;
    }
    const { name } = projection;
    const { rows } = await client.query<{ region: string; position: string; event_id: string | null }>(
      'SELECT region, position, event_id FROM platform.checkpoint WHERE consumer = $1 ORDER BY region',
      [name],
    );
    for (const { region, position: text, event_id: eventId } of rows) {
      const position = Number(text);
      const head = await this.log.head(region);
      if (position > head && !(await reaches(this.log, region, position)))
        throw new CheckpointAhead(name, region, position, head);
      await mustBeSameLog(this.log, { consumer: name, region }, { position, eventId });
    }
  }

  /** The read model in shadow tables, without the events that an operator skipped. */
  private async without(client: PoolClient, projection: Projection): Promise<Projection> {
    const skipped = await skippedEvents(client, projection);
    const beside = besideOf(projection);
    return {
      ...beside,
      apply: (events, transaction, into) =>
        beside.apply(
          events.filter(({ region, position }) => !skipped.has(`${region}@${position}`)),
          transaction,
          into,
        ),
    };
  }

  private async switchWith(switching: Switching, { onStep }: RebuildOptions): Promise<readonly string[]> {
    onStep({ step: 'switching' });
    for (let tries = 1; ; tries += 1) {
      try {
        return await switchOver(this.pool, switching);
      } catch (error) {
        if (!isForNow(error)) throw error;
        if (tries >= SWITCH_TRIES_MAX)
          throw new RebuildRefused(
            `the new tables of ${switching.projection.name} are complete, but the live ones were in use all the time: end long queries on them and run the command again, which continues here`,
          );
        onStep({ step: 'waiting' });
        await sleep(SWITCH_PAUSE_MS);
      }
    }
  }
}

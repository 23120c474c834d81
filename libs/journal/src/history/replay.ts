import PQueue from 'p-queue';
import { RegionHistory, type DeclarationFilter } from './region-history.js';

/** The part of the event log that a replay reads: a region's events in order, in batches. */
export interface ReplayableLog {
  readRegion(
    region: string,
    options?: { after?: number; upTo?: number },
  ): AsyncIterable<readonly { stream: string; position: number; type: string; data: unknown }[]>;
}

/** Scope of a replay: last position (the head when absent), and the declarations whose lines are kept. */
export interface ReplayOptions {
  readonly upTo?: number;
  readonly wants?: DeclarationFilter;
}

/** History of a region up to a position of its log. */
export async function replay(log: ReplayableLog, region: string, options: ReplayOptions = {}): Promise<RegionHistory> {
  const history = new RegionHistory(options.wants);
  const range = options.upTo === undefined ? {} : { upTo: options.upTo };
  for await (const batch of log.readRegion(region, range)) for (const recorded of batch) history.apply(recorded);
  return history;
}

/**
 * Histories of regions, kept in memory and brought up to date with new events. For questions about care and facts: it
 * leaves out the lines of declarations, so that its size depends on the number of youths, not of months.
 */
export class LiveHistories {
  private readonly regions = new Map<string, { readonly history: RegionHistory; readonly queue: PQueue }>();

  constructor(private readonly log: ReplayableLog) {}

  /** The region up to the head of the log. The history is shared: read it, do not keep or change it. */
  of(region: string): Promise<RegionHistory> {
    const live = this.regions.get(region) ?? {
      history: new RegionHistory(() => false),
      queue: new PQueue({ concurrency: 1 }),
    };
    this.regions.set(region, live);
    return live.queue.add(() => this.catchUp(region, live.history));
  }

  private async catchUp(region: string, history: RegionHistory): Promise<RegionHistory> {
    for await (const batch of this.log.readRegion(region, { after: history.position })) {
      for (const recorded of batch) history.apply(recorded);
    }
    return history;
  }
}

import { RegionHistory, type WantsDeclaration } from './region-history.js';

/** The part of the event log that a replay reads: a region's events in order, in batches. */
export interface ReplayableLog {
  readRegion(
    region: string,
    options?: { after?: number; upTo?: number },
  ): AsyncIterable<readonly { stream: string; position: number; type: string; data: unknown }[]>;
}

/** What to replay: up to which position (the head when absent), and of which declarations to keep the lines. */
export interface ReplayOptions {
  readonly upTo?: number;
  readonly wants?: WantsDeclaration;
}

/** History of a region as its log has it up to a position. */
export async function replay(log: ReplayableLog, region: string, options: ReplayOptions = {}): Promise<RegionHistory> {
  const history = new RegionHistory(options.wants);
  const range = options.upTo === undefined ? {} : { upTo: options.upTo };
  for await (const batch of log.readRegion(region, range)) for (const recorded of batch) history.apply(recorded);
  return history;
}

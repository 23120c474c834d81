import type { RegionHistory } from '@regieboek/journal';
import type { ExcerptRequest, ReplaySource, Watch } from '@regieboek/journal/segments';
import type { Replays } from './replays.js';

/** Positions of which youths are held at the same time: both sides of a comparison. */
const HELD_MAX = 2;

/** Excerpts of all youths and no declarations, by what was asked. */
class HeldYouths {
  readonly #held = new Map<string, Promise<RegionHistory>>();

  constructor(private readonly source: ReplaySource) {}

  excerpt(request: ExcerptRequest, watch?: Watch): Promise<RegionHistory> {
    const { region, knownAt, periods, youths } = request;
    if (periods.length > 0 || youths) return this.source.excerpt(request, watch);
    const key = JSON.stringify([region, knownAt]);
    const held = this.#held.get(key) ?? this.source.excerpt(request, watch);
    this.#held.delete(key);
    this.#held.set(key, held);
    const [oldest] = this.#held.keys();
    if (this.#held.size > HELD_MAX && oldest !== undefined) this.#held.delete(oldest);
    return held;
  }
}

/**
 * Replays for work on several months: youths that lump sums are divided by are made objects once for a position, and not
 * once a month. What is held goes with the work; nobody may change it.
 */
export function youthsOnce(replays: Replays): Replays {
  const { source } = replays;
  const held = new HeldYouths(source);
  return {
    log: replays.log,
    anew: (work) => replays.anew(work),
    source: {
      run: (request, watch) => source.run(request, watch),
      changes: (request, watch) => source.changes(request, watch),
      excerpt: (request, watch) => held.excerpt(request, watch),
      months: (request, answer, watch) => source.months(request, answer, watch),
      declaredMonths: (request, watch) => source.declaredMonths(request, watch),
      positionAt: (region, day) => source.positionAt(region, day),
      head: (region) => source.head(region),
    },
  };
}

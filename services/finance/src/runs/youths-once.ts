import type { RegionHistory } from '@regieboek/journal';
import type { ExcerptRequest, ReplaySource, Watch } from '@regieboek/journal/segments';
import type { Replays } from '@regieboek/replays';

/** Positions whose youths are in memory at the same time: both sides of a comparison. */
const HELD_MAX = 2;

/** Excerpts of all youths and no declarations, by request. */
class HeldYouths {
  readonly #held = new Map<string, Promise<RegionHistory>>();

  constructor(private readonly source: ReplaySource) {}

  excerpt(request: ExcerptRequest, watch?: Watch): Promise<RegionHistory> {
    const { region, knownAt, periods, youths, toldBy } = request;
    if (periods.length > 0 || youths) return this.source.excerpt(request, watch);
    const key = JSON.stringify([region, knownAt, toldBy]);
    const held = this.#held.get(key) ?? this.source.excerpt(request, watch);
    this.#held.delete(key);
    this.#held.set(key, held);
    const [oldest] = this.#held.keys();
    if (this.#held.size > HELD_MAX && oldest !== undefined) this.#held.delete(oldest);
    return held;
  }
}

/**
 * Replays for work on several months: youths by which lump sums are divided are decoded once per position instead of once per
 * month. The cache ends with the work; it must not be modified.
 */
export function youthsOnce(replays: Replays): Replays {
  const { source } = replays;
  const held = new HeldYouths(source);
  return {
    log: replays.log,
    fromLog: (work) => replays.fromLog(work),
    source: {
      excerpt: (request, watch) => held.excerpt(request, watch),
      months: (request, answer, watch) => source.months(request, answer, watch),
      declaredMonths: (request, watch) => source.declaredMonths(request, watch),
      positionAt: (region, day) => source.positionAt(region, day),
      firstRecorded: (region) => source.firstRecorded(region),
      firstBusinessDay: (region) => source.firstBusinessDay(region),
      head: (region) => source.head(region),
    },
  };
}

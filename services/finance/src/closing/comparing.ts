import type { Cents, Month } from '@regieboek/kernel';
import { correctionCentsOf, type Correction } from '../domain/diff-causes.js';
import type { Books, RunAsked } from './books.js';
import { compare } from './corrections.js';
import type { Replays } from './replays.js';
import type { InMonth } from './runs.js';
import type { Watch } from './watch.js';

/** One side of a comparison, as it came out. */
export interface ComparedSide {
  readonly position: number;
  readonly ruleSet: string;
  readonly whatIf: boolean;
  readonly digest: string;
  readonly billedCents: Cents;
  readonly unresolvedCents: Cents;
}

/** Two runs of a month, and what the second has more or less than the first. */
export interface Compared {
  readonly region: string;
  readonly period: Month;
  readonly from: ComparedSide;
  readonly to: ComparedSide;
  /** Sum of the differences. */
  readonly cents: Cents;
  readonly differences: readonly Correction[];
}

/** Compares runs of months (verschillen): as sealed, as known at some time, by other rules. */
export class Comparing {
  constructor(
    private readonly replays: Replays,
    private readonly books: Books,
  ) {}

  /**
   * Differences of a month between two sides, with their causes. The first side is the sealed run unless it is said
   * otherwise; the second is what is known now.
   */
  async differences(
    month: InMonth,
    [first, second]: readonly [RunAsked, RunAsked],
    watch: Watch = {},
  ): Promise<Compared> {
    const { region, period } = month;
    const from = await this.books.standing(region, period, first);
    const position = await this.books.positionOf(region, second.knownAt);
    const to = await this.books.standing(region, period, { ...second, knownAt: { position } });
    const { before, after, corrections } = await compare(this.replays, month, [from, to], watch);
    const side = (standing: typeof from, { digest, totals }: typeof before): ComparedSide => ({
      position: standing.position,
      ruleSet: standing.ruleSet.version,
      whatIf: standing.whatIf,
      digest,
      billedCents: totals.billedCents,
      unresolvedCents: totals.unresolvedCents,
    });
    return {
      region,
      period,
      from: side(from, before),
      to: side(to, after),
      cents: correctionCentsOf(corrections),
      differences: corrections,
    };
  }
}

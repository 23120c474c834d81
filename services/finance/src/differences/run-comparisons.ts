import type { CalendarDate, Cents, Month } from '@regieboek/kernel';
import { correctionCentsOf, type Correction } from '../domain/differences/diff-causes.js';
import type { Books, RunQuery } from '../books/books.js';
import { compare } from './corrections.js';
import type { Replays } from '@regieboek/replays';
import type { InMonth } from '../runs/runs.js';
import type { Watch } from '../runs/watch.js';

/** The result of one side of a comparison. */
interface ComparedSide {
  readonly position: number;
  /** Business day up to which facts count; null: everything recorded up to the position. */
  readonly toldBy: CalendarDate | null;
  readonly ruleSet: string;
  readonly whatIf: boolean;
  readonly digest: string;
  readonly billedCents: Cents;
  readonly unresolvedCents: Cents;
}

/** Two runs of a month, and their differences. */
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
export class RunComparisons {
  constructor(
    private readonly replays: Replays,
    private readonly books: Books,
  ) {}

  /**
   * Differences of a month between two sides, with their causes. The first side defaults to the sealed run, the second to what is
   * known now.
   */
  async differences(
    month: InMonth,
    [first, second]: readonly [RunQuery, RunQuery],
    watch: Watch = {},
  ): Promise<Compared> {
    const { region, period } = month;
    const from = await this.books.standing(region, period, first);
    const { knownAt = { position: await this.books.positionOf(region) } } = second;
    const to = await this.books.standing(region, period, { ...second, knownAt });
    const { before, after, corrections } = await compare(this.replays, month, [from, to], watch);
    const side = (standing: typeof from, { digest, totals }: typeof before): ComparedSide => ({
      position: standing.position,
      toldBy: standing.toldBy,
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

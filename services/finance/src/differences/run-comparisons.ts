import { Refusal, type CalendarDate, type Cents, type Month } from '@regieboek/kernel';
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

/** Origin of the first side: the seal, the seal before the month was reopened, the time that was named, or what is known now. */
export const firstSides = ['seal', 'last-seal', 'named', 'now'] as const;
type FirstSide = (typeof firstSides)[number];

/** An open month that was never sealed is compared without a time to compare it with. */
export class NeverSealed extends Refusal {
  override readonly name = 'NeverSealed';
  constructor(period: Month) {
    super('never-sealed', 'invalid', {
      en: `${period} is open and was never sealed, so there is nothing to compare it with: name a time (--from, or the parameter from), such as a recording day yyyy-mm-dd, or other rules`,
      nl: `${period} is open en nooit afgesloten, dus er is niets om mee te vergelijken: noem een moment (--from, of de parameter from), bijvoorbeeld een vastleggingsdag jjjj-mm-dd, of andere regels`,
    });
  }
}

/** Two runs of a month, and their differences. */
export interface Compared {
  readonly region: string;
  readonly period: Month;
  readonly from: ComparedSide & { readonly basis: FirstSide };
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
   * Differences of a month between two sides, with their causes. The first side defaults to the sealed run, of a reopened month the run
   * that was sealed last, and with other rules what is known now; the second to what is known now. Throws NeverSealed.
   */
  async differences(
    month: InMonth,
    [first, second]: readonly [RunQuery, RunQuery],
    watch: Watch = {},
  ): Promise<Compared> {
    const { region, period } = month;
    const { basis, asked } = await this.firstSide(month, [first, second]);
    const from = await this.books.standing(region, period, asked);
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
      from: { ...side(from, before), basis },
      to: side(to, after),
      cents: correctionCentsOf(corrections),
      differences: corrections,
    };
  }

  private async firstSide(
    { region, period }: InMonth,
    [first, second]: readonly [RunQuery, RunQuery],
  ): Promise<{ readonly basis: FirstSide; readonly asked: RunQuery }> {
    if (first.knownAt) return { basis: 'named', asked: first };
    if ((await this.books.periods(region)).sealOf(period)) return { basis: 'seal', asked: first };
    const last = await this.books.lastSeal(region, period);
    if (last) return { basis: 'last-seal', asked: { ...first, knownAt: { position: last.position } } };
    if (first.ruleSet === undefined && second.ruleSet === undefined) throw new NeverSealed(period);
    return { basis: 'now', asked: first };
  }
}

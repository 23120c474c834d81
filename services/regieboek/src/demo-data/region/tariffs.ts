import { correctionMethodOf, indexed, indexRate, type IndexFigures } from '@regieboek/billing';
import { civil, toDay, type Cents, type Day } from '@regieboek/kernel';

/** A year's indexation: its provisional figures, and those of the year before, whose correction comes on top. */
interface Indexation {
  readonly from: string;
  readonly provisional: IndexFigures;
  readonly yearBefore?: { readonly provisional: IndexFigures; readonly final: IndexFigures };
}

const provisional2025: IndexFigures = { ova: 418, ppc: 182 };

/** Indexation since 2024. 2025: the figures of VNG (4,96%); 2026 is invented. */
export const indexations: readonly Indexation[] = [
  {
    from: '2025-01-01',
    provisional: provisional2025,
    yearBefore: { provisional: { ova: 494, ppc: 251 }, final: { ova: 600, ppc: 310 } },
  },
  {
    from: '2026-01-01',
    provisional: { ova: 390, ppc: 200 },
    yearBefore: { provisional: provisional2025, final: { ova: 430, ppc: 190 } },
  },
];

const steps = indexations.map(({ from, provisional, yearBefore }) => ({
  from: toDay(from),
  rate: indexRate(
    provisional,
    yearBefore && { method: correctionMethodOf(civil(toDay(from)).year), before: yearBefore },
  ),
}));

/** Tariff on a day of a product that cost `base` cents in 2024, every year rounded to cents. */
export function tariffOn(base: Cents, day: Day): Cents {
  let tariff = base;
  for (const { from, rate } of steps) if (from <= day) tariff = indexed(tariff, rate);
  return tariff;
}

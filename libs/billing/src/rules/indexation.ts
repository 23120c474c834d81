import { multiplyHalfUp, type Cents } from '@regieboek/kernel';

/** Percentage in hundredths: 4,91% is 491. */
export type Hundredths = number;

/** A wage and a price figure (OVA and PPC), in hundredths of a percent. */
export interface IndexFigures {
  readonly ova: Hundredths;
  readonly ppc: Hundredths;
}

/** Hundredths of a percent times 100, the weights of wages and prices being percentages. */
const weighed = ({ ova, ppc }: IndexFigures, ovaWeight: number): number => ova * ovaWeight + ppc * (100 - ovaWeight);

const rounded = (weighedFigures: number): Hundredths => multiplyHalfUp(weighedFigures, 1, 100);

/** Missing growth: (1+final)/(1+provisional)-1, in hundredths of a percent, halves up. */
const missing = (final: Hundredths, provisional: Hundredths): Hundredths =>
  multiplyHalfUp(10_000, 10_000 + final, 10_000 + provisional) - 10_000;

/**
 * Method of the correction of the year before (VNG): the quotient of the growth of each figure, every step rounded, or the
 * difference of the weighted figures, rounded once with those of the year.
 */
export type CorrectionMethod = 'quotient' | 'difference';

/** Method of a contract year: VNG went over to the difference with its corrected table for 2025. */
export const correctionMethodOf = (year: number): CorrectionMethod => (year <= 2024 ? 'quotient' : 'difference');

/** Figures of the year before: as they were taken at first, and as they turned out. */
export interface YearBefore {
  readonly provisional: IndexFigures;
  readonly final: IndexFigures;
}

/**
 * Yearly indexation of a tariff in hundredths of a percent: the provisional figure of the year plus the correction of
 * the year before, added and not multiplied (VNG, Contractstandaarden Jeugd). The first year has no correction. Figures may
 * be negative: prices can fall. Halves are rounded away from zero.
 */
export function indexRate(
  provisional: IndexFigures,
  correction?: { readonly method: CorrectionMethod; readonly before: YearBefore },
  ovaWeight = 90,
): Hundredths {
  const own = weighed(provisional, ovaWeight);
  if (!correction) return rounded(own);
  const { method, before } = correction;
  if (method === 'difference')
    return rounded(own + weighed(before.final, ovaWeight) - weighed(before.provisional, ovaWeight));
  const growth = {
    ova: missing(before.final.ova, before.provisional.ova),
    ppc: missing(before.final.ppc, before.provisional.ppc),
  };
  return rounded(own) + rounded(weighed(growth, ovaWeight));
}

/** A tariff indexed by `rate`, in cents, halves up. */
export const indexed = (tariff: Cents, rate: Hundredths): Cents => multiplyHalfUp(tariff, 10_000 + rate, 10_000);

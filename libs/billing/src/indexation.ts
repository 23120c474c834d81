import { multiplyHalfUp, type Cents } from '@regieboek/kernel';

/** Percentage in hundredths: 4,91% is 491. */
export type Hundredths = number;

/** A wage and a price figure (OVA and PPC), in hundredths of a percent. */
export interface IndexFigures {
  readonly ova: Hundredths;
  readonly ppc: Hundredths;
}

const weighted = ({ ova, ppc }: IndexFigures, ovaWeight: number): Hundredths =>
  multiplyHalfUp(ova * ovaWeight + ppc * (100 - ovaWeight), 1, 100);

/** Growth that turns out to be missing: (1+final)/(1+provisional)-1, in hundredths of a percent, halves up. */
const missing = (final: Hundredths, provisional: Hundredths): Hundredths =>
  multiplyHalfUp(10_000, 10_000 + final, 10_000 + provisional) - 10_000;

/**
 * Yearly indexation of a tariff in hundredths of a percent: the provisional figure of the year plus the correction of
 * the year before, added and not multiplied (VNG, Contractstandaarden Jeugd). The first year has no correction.
 */
export function indexRate(
  provisional: IndexFigures,
  before?: { readonly provisional: IndexFigures; readonly final: IndexFigures },
  ovaWeight = 90,
): Hundredths {
  const rate = weighted(provisional, ovaWeight);
  if (!before) return rate;
  const correction = {
    ova: missing(before.final.ova, before.provisional.ova),
    ppc: missing(before.final.ppc, before.provisional.ppc),
  };
  return rate + weighted(correction, ovaWeight);
}

/** A tariff indexed by `rate`, in cents, halves up. */
export const indexed = (tariff: Cents, rate: Hundredths): Cents => multiplyHalfUp(tariff, 10_000 + rate, 10_000);

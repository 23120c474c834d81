import { describe, expect, it } from '@jest/globals';
import { correctionMethodOf, indexed, indexRate } from './indexation.js';

describe('indexation by 90% wages and 10% prices', () => {
  const provisional2024 = { ova: 494, ppc: 251 };

  const provisional2025 = { ova: 418, ppc: 182 };
  const before2025 = { provisional: provisional2024, final: { ova: 600, ppc: 310 } };

  it('gives the published rates: 2024 by the quotient, 2025 by the difference (VNG, A22)', () => {
    expect(indexRate(provisional2024)).toBe(470);
    expect(indexRate({ ova: 600, ppc: 310 })).toBe(571);
    expect(indexRate(provisional2025)).toBe(394);
    expect(indexRate(provisional2025, { method: correctionMethodOf(2025), before: before2025 })).toBe(496);
    expect(indexRate(provisional2025, { method: 'quotient', before: before2025 })).toBe(491);
    // The page of 2024: a correction of 1.60 over 2023, which the quotient gives from figures such as these, makes 6.30.
    const before2024 = { provisional: { ova: 500, ppc: 300 }, final: { ova: 672, ppc: 428 } };
    const correction2024 = { method: correctionMethodOf(2024), before: before2024 };
    expect(indexRate({ ova: 0, ppc: 0 }, correction2024)).toBe(160);
    expect(indexRate(provisional2024, correction2024)).toBe(630);
  });

  it('rounds halves away from zero, also where prices fall (A17, A19)', () => {
    expect(indexRate({ ova: -100, ppc: -105 })).toBe(-101);
    expect(indexRate({ ova: 100, ppc: 105 })).toBe(101);
    expect(indexed(10_000, -150)).toBe(9_850);
  });

  it('rounds the new tariff to the cent, halves up', () => {
    expect(indexed(15633, 491)).toBe(16401);
    expect(indexed(100, 50)).toBe(101);
  });
});

import { describe, expect, it } from '@jest/globals';
import { indexed, indexRate } from './indexation.js';

describe('indexation by 90% wages and 10% prices', () => {
  const provisional2024 = { ova: 494, ppc: 251 };

  it('gives the published rates of 2024 and 2025 (VNG)', () => {
    expect(indexRate(provisional2024)).toBe(470);
    expect(indexRate({ ova: 600, ppc: 310 })).toBe(571);
    expect(indexRate({ ova: 418, ppc: 182 })).toBe(394);
    const before = { provisional: provisional2024, final: { ova: 600, ppc: 310 } };
    expect(indexRate({ ova: 418, ppc: 182 }, before)).toBe(491);
  });

  it('rounds the new tariff to the cent, halves up', () => {
    expect(indexed(15633, 491)).toBe(16401);
    expect(indexed(100, 50)).toBe(101);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seriesOf } from './series.js';

const members = fc
  .array(fc.uniqueArray(fc.nat(20).map(String), { maxLength: 3 }), { maxLength: 30 })
  .map((all) => all.map((touches, index) => ({ touches, index })));

describe('series', () => {
  it('hold everything that shares a subject, directly or indirectly, in order', () => {
    const touching = (...touches: string[]) => ({ touches });
    const [a, b, c, d] = [touching('1', '2'), touching('3'), touching('2', '3'), touching('4')] as const;
    expect(seriesOf([a, b, d, c])).toEqual([[a, b, c], [d]]);
    expect(seriesOf([touching(), touching()])).toEqual([[touching()], [touching()]]);
  });

  it('share nothing, hold everything once and in order, and cannot be split further', () => {
    fc.assert(
      fc.property(members, (all) => {
        const series = seriesOf(all);
        expect(
          series
            .flat()
            .map(({ index }) => index)
            .sort((a, b) => a - b),
        ).toEqual(all.map(({ index }) => index));
        for (const own of series) expect(own).toEqual([...own].sort((a, b) => a.index - b.index));
        const touched = series.map((own) => new Set(own.flatMap(({ touches }) => touches)));
        expect(touched.reduce((sum, { size }) => sum + size, 0)).toBe(
          new Set(all.flatMap(({ touches }) => touches)).size,
        );
        for (const own of series) expect(reachable(own)).toBe(own.length);
      }),
      { seed: 20260306 },
    );
  });
});

/** Number of members reachable from the first through common subjects. */
function reachable(own: readonly { readonly touches: readonly string[] }[]): number {
  const touched = new Set(own[0]?.touches);
  let found = new Set(own.slice(0, 1));
  for (let before = 0; before < found.size;) {
    before = found.size;
    found = new Set(own.filter((one) => found.has(one) || one.touches.some((each) => touched.has(each))));
    for (const one of found) for (const each of one.touches) touched.add(each);
  }
  return found.size;
}

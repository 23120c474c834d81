import { describe, expect, it } from '@jest/globals';
import { blockEventsFor, isBlockSize, LEAF_EVENTS, Leaves, leavesTo } from './hash-chain.js';

const leaf = (number: number): Uint8Array => new Uint8Array(32).fill(number);

const chain = (...numbers: number[]): Leaves => {
  const leaves = new Leaves();
  for (const number of numbers) leaves.add(leaf(number));
  return leaves;
};

const ofTwo = 2 * LEAF_EVENTS;
const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('the hash chain', () => {
  it('has a head after every block, and earlier heads do not change when events are added', () => {
    const counts = [[], [1], [1, 2], [1, 2, 3], nine].map((numbers) => chain(...numbers).heads('zhz', ofTwo).length);
    expect(counts).toEqual([0, 1, 1, 2, 5]);
    const heads = chain(...nine).heads('zhz', ofTwo);
    expect(chain(...nine.slice(0, 8)).heads('zhz', ofTwo)).toEqual(heads.slice(0, 4));
    expect(chain(1, 2, 3).heads('zhz', ofTwo)[1]).not.toBe(heads[1]);
  });

  it('carries a change into every later block, so that the newest head covers all of them', () => {
    const usual = chain(...nine).heads('zhz', ofTwo);
    const changed = chain(...nine.map((number) => (number === 3 ? 33 : number))).heads('zhz', ofTwo);
    expect(changed.map((head, block) => head === usual[block])).toEqual([true, false, false, false, false]);
    const swapped = chain(1, 2, 4, 3, ...nine.slice(4)).heads('zhz', ofTwo);
    expect(swapped.map((head, block) => head === usual[block])).toEqual([true, false, false, false, false]);
  });

  it('differs for another region and other blocks', () => {
    expect(chain(1, 2).heads('other', ofTwo)).not.toEqual(chain(1, 2).heads('zhz', ofTwo));
    expect(chain(1, 2).heads('zhz', ofTwo)).not.toContain(chain(1, 2).heads('zhz', LEAF_EVENTS)[1]);
  });

  it('stays the same: old seals must remain valid', () => {
    expect(chain(1, 2, 3).heads('zhz', ofTwo)).toEqual([
      '16340f080868460aed67740a233f30372d59f7b99d136e8de897391b351c3fbc',
      '2dd1993aab505bde6f67753fff28799a7445242faa905115b3d1cd518c86973f',
    ]);
  });

  it('can be computed from the first leaves and a last one, for any number', () => {
    const many = Array.from({ length: 1_000 }, (_, number) => number % 251);
    expect(chain(...many).count).toBe(1_000);
    expect(
      chain(...many)
        .first(777, leaf(9))
        .heads('zhz', ofTwo),
    ).toEqual(chain(...many.slice(0, 777), 9).heads('zhz', ofTwo));
    expect(chain(1, 2).first(5).heads('zhz', ofTwo)).toEqual(chain(1, 2).heads('zhz', ofTwo));
  });

  it('has leaves of 1024 events each, the last one up to the end', () => {
    expect(leavesTo(0)).toEqual([]);
    expect(leavesTo(1_025)).toEqual([
      { after: 0, upTo: 1_024 },
      { after: 1_024, upTo: 1_025 },
    ]);
    expect(leavesTo(2_048, 1)).toEqual([{ after: 1_024, upTo: 2_048 }]);
    expect(leavesTo(1_000, 1)).toEqual([]);
  });

  it('has at most 256 blocks, of 1024 events or twice, four times … that number', () => {
    const sizes = [0, 1, 1024 * 256, 1024 * 256 + 1, 10_000_000].map(blockEventsFor);
    expect(sizes).toEqual([1024, 1024, 1024, 2048, 65_536]);
    expect(sizes.every(isBlockSize)).toBe(true);
    expect([0, -1024, 1, 1023, 1025, 1536, NaN].some(isBlockSize)).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { originalPlaces } from './erased-lines.js';

const kept = (lines: number) => ({ lines, isErased: false });
const gone = (lines: number) => ({ lines, isErased: true });

describe('places of lines in a declaration with erased clients', () => {
  it('are those in the declaration as received', () => {
    const { line, client } = originalPlaces([kept(0), gone(2), kept(0), kept(3), gone(1), kept(2), kept(0)]);
    expect([0, 1, 2, 3, 4].map(line)).toEqual([2, 3, 4, 6, 7]);
    expect([1, 2].map(client)).toEqual([2, 4]);
  });

  it('stay as they are where nothing was erased, or the message is not in parts', () => {
    for (const parts of [[], [kept(2), kept(1)]]) {
      const { line, client } = originalPlaces(parts);
      expect([[0, 1, 2].map(line), [1, 2].map(client)]).toEqual([
        [0, 1, 2],
        [1, 2],
      ]);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import { leftoversInRows } from './leftovers.js';

const leftovers = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    place: `/var/lib/regieboek/clusters/${n}`,
    folder: n ? `/data/${n}` : undefined,
  }));

describe('a list of databases that deleted data folders left', () => {
  it('names database and folder of each, those of a known folder first', () => {
    const lines = leftoversInRows(leftovers(2), 'en').map((line) => line.split(/ {2,}/));
    expect(lines.slice(2)).toEqual([
      ['/var/lib/regieboek/clusters/1', '/data/1'],
      ['/var/lib/regieboek/clusters/0', 'unknown data folder'],
    ]);
  });

  it('has at most 50 rows, and counts the others', () => {
    const lines = leftoversInRows(leftovers(53), 'nl');
    expect([lines.length, lines.at(-1)]).toEqual([2 + 50 + 1, 'nog 3']);
  });
});

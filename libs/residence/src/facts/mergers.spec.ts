import { describe, expect, it } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import { codeOn, mergers, mergerTable } from './mergers.js';

const table = mergerTable(mergers);
const [last2018, first2019] = [toDay('2018-12-31'), toDay('2019-01-01')];

describe('a municipality that ended', () => {
  it.each([
    ['0689', '1978'],
    ['1927', '1978'],
    ['0585', '1963'],
    ['0611', '1963'],
    ['0588', '1963'],
    ['0584', '1963'],
    ['0617', '1963'],
    ['0545', '1961'],
    ['0707', '1961'],
    ['0620', '1961'],
    ['0738', '1959'],
    ['0870', '1959'],
    ['0874', '1959'],
  ])('%s keeps its code to the last day of 2018 and becomes %s on the first of 2019', (code, successor) => {
    expect(codeOn(table, code, last2018)).toBe(code);
    expect(codeOn(table, code, first2019)).toBe(successor);
  });

  it('has no successor when it was split', () => {
    expect(codeOn(table, '0788', toDay('2020-12-31'))).toBe('0788');
    expect(codeOn(table, '0788', toDay('2021-01-01'))).toBeNull();
  });

  it('is followed through later mergers, without endless loops', () => {
    const twice = mergerTable([
      { day: 10, predecessors: ['0001'], successor: '0002' },
      { day: 20, predecessors: ['0002'], successor: '0001' },
    ]);
    expect([9, 10, 20, 99].map((day) => codeOn(twice, '0001', day))).toEqual(['0001', '0002', '0001', '0001']);
    expect(twice.days).toEqual([10, 20]);
  });

  it('is followed once a day, so that codes that are exchanged stay distinct', () => {
    const swapped = mergerTable([
      { day: 10, predecessors: ['0001'], successor: '0002' },
      { day: 10, predecessors: ['0002'], successor: '0001' },
    ]);
    expect([codeOn(swapped, '0001', 10), codeOn(swapped, '0002', 10)]).toEqual(['0002', '0001']);
  });

  it('leaves other codes and newer codes unchanged', () => {
    expect(codeOn(table, '0505', first2019)).toBe('0505');
    expect(codeOn(table, '1963', last2018)).toBe('1963');
  });
});

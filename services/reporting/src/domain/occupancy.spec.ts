import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Story } from '@regieboek/journal/testing';
import { fromDay, toDay } from '@regieboek/kernel';
import { careIn } from '../../test/care-in.js';
import { occupancy } from './occupancy.js';

const home = { category: '44', code: '44A09' };
const closed = { category: '43', code: '43B01' };
const group = (places: number, from: string, to: string | null = null, more: object = {}) => ({
  group: 'Dordrecht',
  form: 'kleinschalig',
  places,
  from,
  to,
  ...more,
});
const told = (...capacity: object[]) =>
  new Story()
    .region()
    .contract({
      products: [Story.product('44A09', 'kleinschalig'), Story.product('43B01', 'jeugdzorgplus')],
      capacity,
    })
    .youth(1)
    .youth(2);
const nights = (story: Story, from: string, to: string) =>
  occupancy(careIn(story.history), story.history.contracts.values(), { from: toDay(from), to: toDay(to) }).map(
    ({ nights: all, ...who }) => ({
      ...who,
      nights: all.map(({ day, places, occupied }) => [fromDay(day), places, occupied]),
    }),
  );

describe('occupancy', () => {
  it('counts the night of arrival but not that of departure', () => {
    const [one] = nights(
      told(group(4, '2024-01-01')).stay('2024-03-02', '2024-03-04', home),
      '2024-03-01',
      '2024-03-05',
    );
    expect(one).toEqual({
      provider: '99990001',
      name: 'Voorbeeld',
      group: 'Dordrecht',
      form: 'kleinschalig',
      nights: [
        ['2024-03-01', 4, 0],
        ['2024-03-02', 4, 1],
        ['2024-03-03', 4, 1],
        ['2024-03-04', 4, 0],
        ['2024-03-05', 4, 0],
      ],
    });
  });

  it('counts places from the first up to and including the last day agreed, groups of a form together', () => {
    const story = told(group(4, '2024-11-01'), group(2, '2024-11-02', '2024-11-03', { group: 'Zwijndrecht' })).stay(
      '2024-10-31',
      null,
      home,
    );
    expect(nights(story, '2024-10-30', '2024-11-04')).toEqual([
      expect.objectContaining({
        group: 'Dordrecht, Zwijndrecht',
        nights: [
          ['2024-10-31', 0, 1],
          ['2024-11-01', 4, 1],
          ['2024-11-02', 6, 1],
          ['2024-11-03', 6, 1],
          ['2024-11-04', 4, 1],
        ],
      }),
    ]);
  });

  it('keeps forms separate, and omits forms without agreed places', () => {
    const story = told(group(1, '2024-01-01'), group(2, '2024-01-01', null, { form: 'crisisverblijf' }))
      .stay('2024-01-01', null, closed)
      .stay('2024-01-01', null, { ...home, youth: 2 });
    expect(nights(story, '2024-02-01', '2024-02-01').map(({ form, nights: all }) => [form, ...all])).toEqual([
      ['kleinschalig', ['2024-02-01', 1, 1]],
      ['crisisverblijf', ['2024-02-01', 2, 0]],
    ]);
  });

  it('of a night is that of the previous night, plus arrivals, minus departures', () => {
    const first = toDay('2024-01-01');
    const stay = fc.tuple(fc.nat(30), fc.option(fc.nat(20)));
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 6 }), fc.nat(30), fc.nat(30), (stays, a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const story = told(group(9, '2023-01-01'));
        stays.forEach(([from, length], i) =>
          story.stay(fromDay(first + from), length === null ? null : fromDay(first + from + length), {
            ...home,
            assignment: i,
          }),
        );
        const [found] = occupancy(careIn(story.history), story.history.contracts.values(), {
          from: first + start,
          to: first + end,
        });
        const stock = (night: number) => found?.nights.find(({ day }) => day === first + night)?.occupied ?? NaN;
        const inflow = stays.filter(([from]) => start < from && from <= end).length;
        const outflow = stays.filter(
          ([from, length]) => length !== null && start < from + length && from + length <= end,
        ).length;
        expect(stock(start) + inflow - outflow).toBe(stock(end));
      }),
      { seed: 20250313, numRuns: 200 },
    );
  });
});

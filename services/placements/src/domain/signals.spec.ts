import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Story, youthId } from '@regieboek/journal/testing';
import { fromDay, toDay } from '@regieboek/kernel';
import { signalsOf } from './signals.js';

const closed = { category: '43', code: '43B01' };
const home = { category: '44', code: '44A09' };
const short = { category: '43', code: '43B02' };
const respite = { category: '44', code: '44A12' };

const told = (capacity: readonly object[] = []) => {
  const products = [
    Story.product('43B01', 'jeugdzorgplus'),
    Story.product('44A09', 'kleinschalig'),
    Story.product('43B02', 'verblijf', { shortStayDays: 56 }),
    Story.product('44A12', 'logeren'),
  ];
  return new Story()
    .region()
    .contract({ products, capacity })
    .contract({ provider: '99990002', products })
    .youth(1)
    .youth(2)
    .youth(3);
};
const signalsIn = (story: Story, today = '2025-12-31') =>
  signalsOf(story.history, toDay(today)).map(({ kind, from, to }) => [kind, from, to]);
const authorised = (story: Story, from: string, to: string, id = 'A') =>
  story.about(1, 'authorisation-recorded', {
    recordedOn: from,
    authorisation: { id, kind: 'machtiging', extension: false, from, to },
  });

describe('closed care without an authorisation', () => {
  const kind = 'closed-without-authorisation';

  it('gives no signal up to and including the last day of the authorisation, and one the day after', () => {
    const until = (end: string) =>
      signalsIn(authorised(told(), '2025-01-01', '2025-03-31').stay('2025-01-01', end, closed));
    expect(until('2025-03-31')).toEqual([]);
    expect(until('2025-04-01')).toEqual([[kind, '2025-04-01', '2025-04-01']]);
  });

  it('is a signal for the days before, between and after authorisations', () => {
    const story = authorised(authorised(told(), '2025-01-02', '2025-01-31'), '2025-02-03', '2025-02-28', 'B');
    expect(signalsIn(story.stay('2025-01-01', null, closed), '2025-03-02')).toEqual([
      [kind, '2025-01-01', '2025-01-01'],
      [kind, '2025-02-01', '2025-02-02'],
      [kind, '2025-03-01', '2025-03-02'],
    ]);
  });

  it('is not reported for future days, nor for open care', () => {
    expect(signalsIn(told().stay('2025-06-01', null, closed), '2025-05-31')).toEqual([]);
    expect(signalsIn(told().stay('2025-06-01', null, closed), '2025-06-01')).toEqual([
      [kind, '2025-06-01', '2025-06-01'],
    ]);
    expect(signalsIn(told().stay('2025-01-01', null, home))).toEqual([]);
  });

  it('is not reported for days of a temporary stop', () => {
    const story = authorised(told(), '2025-01-01', '2025-01-31').start('2025-01-01', closed);
    story.stop('2025-01-01', '2025-01-31', closed, '20').stay('2025-03-01', '2025-03-02', closed);
    expect(signalsIn(story)).toEqual([[kind, '2025-03-01', '2025-03-02']]);
  });

  it('names the youth by pseudonym, the provider and the law', () => {
    expect(signalsOf(told().stay('2025-01-01', '2025-01-05', closed).history, toDay('2025-12-31'))).toEqual([
      {
        kind,
        youth: youthId(1),
        provider: '99990001',
        from: '2025-01-01',
        to: '2025-01-05',
        text: expect.stringContaining('Jeugdwet 6.1.2'),
      },
    ]);
  });
});

describe('a short stay', () => {
  const kind = 'short-stay-overrun';
  const dayNumber = (number: number) => fromDay(toDay('2025-01-01') + number - 1);

  it('gives no signal on its 56th day and one from its 57th', () => {
    expect(signalsIn(told().stay('2025-01-01', dayNumber(56), short))).toEqual([]);
    expect(signalsIn(told().stay('2025-01-01', dayNumber(57), short))).toEqual([[kind, dayNumber(57), dayNumber(57)]]);
  });

  it('that is still running is measured up to today', () => {
    const story = told().stay('2025-01-01', null, short);
    expect(signalsIn(story, dayNumber(56))).toEqual([]);
    expect(signalsIn(story, dayNumber(60))).toEqual([[kind, dayNumber(57), dayNumber(60)]]);
  });
});

describe('a night in two places', () => {
  const kind = 'two-places-one-night';
  const elsewhere = { ...home, provider: '99990002', assignment: 9 };

  it('gives no signal when a youth leaves and arrives on one day, and a signal when it leaves a day later', () => {
    const arriving = (end: string) =>
      signalsIn(told().stay('2025-01-01', end, home).stay('2025-02-01', '2025-03-01', elsewhere));
    expect(arriving('2025-02-01')).toEqual([]);
    expect(arriving('2025-02-02')).toEqual([[kind, '2025-02-01', '2025-02-01']]);
  });

  it('is reported up to today while both are running', () => {
    const story = told().stay('2025-01-01', null, home).stay('2025-02-01', null, elsewhere);
    expect(signalsIn(story, '2025-02-10')).toEqual([[kind, '2025-02-01', '2025-02-10']]);
    expect(signalsIn(story, '2025-01-31')).toEqual([]);
  });

  it('is not reported for respite (logeren), for another stay at the same provider, or for two youths', () => {
    const same = { ...home, assignment: 9 };
    for (const other of [{ ...elsewhere, ...respite }, same, { ...elsewhere, youth: 2 }])
      expect(signalsIn(told().stay('2025-01-01', '2025-03-01', home).stay('2025-02-01', null, other))).toEqual([]);
  });

  it('is not reported during a temporary stop: only the other bed is in use', () => {
    const story = told()
      .start('2025-01-01', home)
      .stop('2025-01-01', '2025-01-31', home, '20')
      .stay('2025-02-01', '2025-02-11', elsewhere)
      .stay('2025-02-11', null, home);
    expect(signalsIn(story)).toEqual([]);
  });

  it('is not reported while the youth is absent from one and admitted in the other', () => {
    const away = { provider: '99990001', id: 'W', kind: 'admission', from: '2025-02-02', to: '2025-02-10' };
    const staying = (from: string, to: string) =>
      signalsIn(told().stay('2025-01-01', null, home).stay(from, to, elsewhere).about(1, 'absence-recorded', away));
    expect(staying('2025-02-01', '2025-02-11')).toEqual([]);
    expect(staying('2025-01-31', '2025-02-12')).toEqual([
      [kind, '2025-01-31', '2025-01-31'],
      [kind, '2025-02-11', '2025-02-11'],
    ]);
  });
});

describe('a group', () => {
  const kind = 'over-capacity';
  const group = (places: number, from = '2025-01-01', to: string | null = null) => ({
    group: 'Dordrecht',
    form: 'kleinschalig',
    places,
    from,
    to,
  });
  const staying = (story: Story, ...stays: readonly (readonly [number, string, string | null])[]) => {
    for (const [youth, from, to] of stays) story.stay(from, to, { ...home, youth });
    return signalsIn(story, '2025-12-31');
  };

  it('that is exactly full gives no signal; with one more youth it does', () => {
    const two = [
      [1, '2025-02-01', '2025-03-01'],
      [2, '2025-02-01', '2025-03-01'],
    ] as const;
    expect(staying(told([group(2)]), ...two)).toEqual([]);
    expect(staying(told([group(2)]), ...two, [3, '2025-02-10', '2025-02-12'])).toEqual([
      [kind, '2025-02-10', '2025-02-11'],
    ]);
  });

  it('has a place for the next youth on the day that the previous one leaves', () => {
    expect(staying(told([group(1)]), [1, '2025-02-01', '2025-03-01'], [2, '2025-03-01', '2025-04-01'])).toEqual([]);
    expect(staying(told([group(1)]), [1, '2025-02-01', '2025-03-02'], [2, '2025-03-01', '2025-04-01'])).toEqual([
      [kind, '2025-03-01', '2025-03-01'],
    ]);
  });

  it('counts places of groups together, each from its first up to and including its last day', () => {
    const groups = [group(1), group(1, '2025-02-01', '2025-02-28')];
    expect(staying(told(groups), [1, '2025-01-01', null], [2, '2025-02-01', '2025-03-05'])).toEqual([
      [kind, '2025-03-01', '2025-03-04'],
    ]);
    expect(staying(told(groups), [1, '2025-01-01', null], [2, '2025-02-01', '2025-03-01'])).toEqual([]);
  });

  it('is over capacity on exactly the nights with more youths than places', () => {
    const first = toDay('2025-01-01');
    const stay = fc.tuple(fc.nat(20), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 3 }), fc.nat(2), (stays, places) => {
        const story = told([group(places)]);
        stays.forEach(([from, nights], i) =>
          story.stay(fromDay(first + from), fromDay(first + from + nights), { ...home, youth: i + 1 }),
        );
        const over = signalsOf(story.history, toDay('2025-12-31')).flatMap(({ from, to }) =>
          Array.from({ length: toDay(to) - toDay(from) + 1 }, (_, i) => toDay(from) + i - first),
        );
        const expected = Array.from({ length: 40 }, (_, night) => night).filter(
          (night) => stays.filter(([from, nights]) => from <= night && night < from + nights).length > places,
        );
        expect(over).toEqual(expected);
      }),
      { seed: 20250311, numRuns: 150 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import type { CareRecord } from './facts.js';
import { toDay } from '@regieboek/kernel';
import { defaultParameters } from './parameters.js';
import { responsibleIntervals } from '../responsible.js';
import { answers } from '../../test/answers.js';
import { cared, held, lives, span, youth } from '../../test/youth.js';

const home = '2010-01-01..2023-01-31';
const since = '2023-02-01..open';

describe('from 2022, in a chain of stays', () => {
  const moved = [lives(home, '0748'), lives(since, '0873', 'woonadres-instelling')];

  it('the home address on the day before the chain decides (V2), also for help beside it (V2c)', () => {
    const facts = youth('2010-01-01', {
      registrations: moved,
      care: [
        cared('2023-02-01..2023-05-31', 'crisisverblijf'),
        cared('2023-06-01..open', 'pleegzorg'),
        cared('2023-03-01..2023-08-01', 'ambulant'),
      ],
    });
    expect(answers(facts)).toEqual(['2023-02-01..open 0748 WPB-2022-V2 since 2023-02-01']);
    const [interval] = responsibleIntervals(facts, defaultParameters);
    expect(interval?.referenceDay).toBe(toDay('2023-01-31'));
    expect(interval?.facts).toEqual([
      `BRP ${home}`,
      'crisisverblijf 2023-02-01..2023-05-31',
      'pleegzorg 2023-06-01..open',
    ]);
  });

  const gap = youth('2010-01-01', {
    registrations: moved,
    care: [
      cared('2023-02-01..2023-05-10', 'verblijf'),
      cared('2023-05-11..2023-05-15', 'ziekenhuis-zvw'),
      cared('2023-05-16..2023-09-30', 'verblijf'),
    ],
  });

  it('a gap beyond the tolerance starts a new chain, and a gap of 1-14 days always needs review', () => {
    expect(answers(gap)).toEqual([
      '2023-02-01..2023-05-10 0748 WPB-2022-V2 since 2023-02-01',
      '2023-05-11..2023-05-15 0873 WPB-2022-V1 short-gap institution-address',
      '2023-05-16..2023-09-30 0873 WPB-2022-V2 since 2023-05-16 short-gap institution-address',
    ]);
    expect(answers(gap, { gapToleranceDays: 5 })).toEqual([
      '2023-02-01..2023-09-30 0748 WPB-2022-V2 since 2023-02-01 short-gap',
    ]);
    expect(answers(gap, { gapToleranceDays: 4 })).toEqual(answers(gap));
  });

  it('a gap of fifteen days is a return home that needs no review', () => {
    const facts = youth('2010-01-01', {
      registrations: [lives('2010-01-01..open', '0748')],
      care: [cared('2023-02-01..2023-05-10', 'verblijf'), cared('2023-05-26..2023-09-30', 'verblijf')],
    });
    expect(answers(facts)).toEqual([
      '2023-02-01..2023-05-10 0748 WPB-2022-V2 since 2023-02-01',
      '2023-05-26..2023-09-30 0748 WPB-2022-V2 since 2023-05-26',
    ]);
  });

  it.each([
    ['2023-01-24', ''],
    ['2023-01-25', ' move-before-stay'],
    ['2023-01-31', ' move-before-stay'],
  ])('a registration that changed on %s, before 2023-02-01: "%s"', (moveDay, reason) => {
    const facts = youth('2010-01-01', {
      registrations: [lives('2010-01-01..open', '0748'), lives(`${moveDay}..open`, '0758')],
      care: [cared('2023-02-01..open', 'verblijf')],
    });
    expect(answers(facts)).toEqual([`2023-02-01..open 0758 WPB-2022-V2 since 2023-02-01${reason}`]);
  });

  it('a new code of a merged municipality is not a move', () => {
    const facts = youth('2010-01-01', {
      registrations: [lives('2010-01-01..2018-12-31', '0611'), lives('2019-01-01..open', '1963')],
      care: [cared('2019-01-03..2022-01-01', 'verblijf')],
    });
    expect(answers(facts).at(-1)).toBe('2022-01-01..2022-01-01 1963 WPB-2022-V2 since 2019-01-03');
  });

  it('a baby born during a stay has no earlier address: the mother at birth decides', () => {
    const facts = youth('2023-02-01', {
      registrations: [lives('2023-02-01..open', '0599', 'woonadres-instelling')],
      motherAtBirth: [{ id: 'mother', municipality: '0599' }],
      care: [cared('2023-02-01..open', 'verblijf')],
    });
    expect(answers(facts)).toEqual([
      '2023-02-01..open 0599 WPB-2022-V3a since 2023-02-01 mother-at-birth born-into-stay',
    ]);
  });

  it('regular respite is a chain or help at home, as the region chose, and always needs review', () => {
    const facts = (regular: boolean) =>
      youth('2014-02-11', {
        registrations: [lives('2014-02-11..2023-06-30', '1676'), lives('2023-07-01..open', '0716')],
        care: [cared('2023-01-01..2023-12-31', 'logeren', { regular })],
      });
    expect(answers(facts(true))).toEqual(['2023-01-01..2023-12-31 1676 WPB-2022-V2 since 2023-01-01 part-time-stay']);
    expect(answers(facts(true), { partTimeStayPolicy: 'ambulant' })).toEqual([
      '2023-01-01..2023-06-30 1676 WPB-2022-V1 part-time-stay',
      '2023-07-01..2023-12-31 0716 WPB-2022-V1 part-time-stay',
    ]);
    expect(answers(facts(false))).toEqual([
      '2023-01-01..2023-06-30 1676 WPB-2022-V1',
      '2023-07-01..2023-12-31 0716 WPB-2022-V1',
    ]);
  });

  it('a Wlz stay counts on days from `wlzStayFrom`, then from its own first day, and needs review when it began before', () => {
    const facts = (days: string, more: CareRecord[] = []) =>
      youth('2010-01-01', {
        registrations: [lives('2010-01-01..2024-05-31', '0748'), lives('2024-06-01..open', '0873')],
        care: [cared(days, 'wlz-verblijf'), ...more],
      });
    expect(answers(facts('2024-05-01..2025-03-31'))).toEqual([
      '2024-05-01..2024-05-31 0748 WPB-2022-V1 wlz-stay',
      '2024-06-01..2024-12-31 0873 WPB-2022-V1 wlz-stay',
      '2025-01-01..2025-03-31 0748 WPB-2022-V2 since 2024-05-01 wlz-stay',
    ]);
    expect(answers(facts('2025-02-01..open'))).toEqual(['2025-02-01..open 0873 WPB-2022-V2 since 2025-02-01']);
    // A Wlz stay that had ended by then is part of the chain of the stay after it.
    expect(answers(facts('2024-05-01..2024-12-31', [cared('2025-01-01..2025-03-31', 'verblijf')])).at(-1)).toBe(
      '2025-01-01..2025-03-31 0748 WPB-2022-V2 since 2024-05-01 wlz-stay',
    );
  });

  it('leave inside a record does not split it', () => {
    const facts = youth('2010-01-01', {
      registrations: moved,
      care: [cared('2023-02-01..open', 'gezinshuis', { leave: [span('2023-07-01..2023-07-20')] })],
    });
    expect(answers(facts)).toEqual(['2023-02-01..open 0748 WPB-2022-V2 since 2023-02-01']);
  });

  it('a chain from long ago falls under the new rules from 2022 (T1)', () => {
    const facts = youth('2006-07-19', {
      registrations: [lives('2006-07-19..2008-10-31', '0642'), lives('2008-11-01..open', '0610')],
      custody: [held('2006-07-19..open', '0590')],
      care: [cared('2008-11-01..2024-07-18', 'pleegzorg')],
    });
    expect(answers(facts)).toEqual([
      '2015-01-01..2021-12-31 0590 WPB-2015-V1',
      '2022-01-01..2024-07-18 0642 WPB-2022-V2 since 2008-11-01',
    ]);
  });

  it('an address in a split municipality needs review (M1)', () => {
    const facts = youth('2010-01-01', {
      registrations: [lives('2010-01-01..2019-12-31', '0788'), lives('2020-01-01..open', '0873')],
      motherAtBirth: [{ municipality: '0590' }],
      care: [cared('2020-01-01..2022-01-31', 'pleegzorg')],
    });
    expect(answers(facts).at(-1)).toBe(
      '2022-01-01..2022-01-31 - WPB-2022-U1 since 2020-01-01 undetermined split-municipality',
    );
  });
});

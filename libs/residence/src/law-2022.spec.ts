import { describe, expect, it } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import { defaultParameters } from './parameters.js';
import { responsibleIntervals, responsibleOn } from './responsible.js';
import { answers } from './testing/answers.js';
import { cared, held, lives, span, stays, youth } from './testing/youth.js';

const home = '2010-01-01..2023-01-31';
const since = '2023-02-01..open';

describe('from 2022, outside a stay', () => {
  it('the home address of the day decides (V1), and a move changes it from the day it is registered', () => {
    const facts = youth('2012-03-14', {
      registrations: [lives('2012-03-14..2023-04-30', '1674'), lives('2023-05-01..open', '0758')],
      care: [cared('2022-09-01..2023-12-31', 'ambulant')],
    });
    expect(answers(facts)).toEqual([
      '2022-09-01..2023-04-30 1674 WPB-2022-V1',
      '2023-05-01..2023-12-31 0758 WPB-2022-V1',
    ]);
  });

  it.each(['briefadres', 'bijzondere-opvang', 'woonadres-in-onderzoek'] as const)(
    '%s is no undisputed home address: the mother at birth decides (V3a)',
    (kind) => {
      const special = kind === 'bijzondere-opvang' ? ' special-reception' : '';
      const facts = youth('2010-01-20', {
        registrations: [lives('2010-01-20..open', '0512', kind)],
        motherAtBirth: [{ municipality: '0590' }],
        care: [cared('2023-01-01..2023-12-31', 'ambulant')],
      });
      expect(answers(facts)).toEqual([`2023-01-01..2023-12-31 0590 WPB-2022-V3a mother-at-birth${special}`]);
    },
  );

  it('a secret address counts as any other, one of an institution is put to a person', () => {
    const at = (kind: 'woonadres-geheim' | 'woonadres-instelling') =>
      answers(
        youth('2010-01-20', {
          registrations: [lives('2010-01-20..open', '0512', kind)],
          care: [cared('2023-01-01..open', 'ambulant')],
        }),
      );
    expect(at('woonadres-geheim')).toEqual(['2023-01-01..open 0512 WPB-2022-V1']);
    expect(at('woonadres-instelling')).toEqual(['2023-01-01..open 0512 WPB-2022-V1 institution-address']);
  });

  it('the stay at the request decides without mother (V3b), and does not follow later transfers', () => {
    const facts = youth('2008-03-03', {
      actualStay: [stays('2023-04-01..2023-08-31', '0748'), stays('2023-09-01..open', '0664')],
      requests: [{ id: 'asked', on: toDay('2023-05-20') }],
      care: [cared('2023-06-01..2023-12-31', 'ambulant')],
    });
    expect(answers(facts)).toEqual(['2023-06-01..2023-12-31 0748 WPB-2022-V3b actual-stay']);
    expect(responsibleIntervals(facts, defaultParameters)[0]?.facts).toEqual(['asked', 'stay 2023-04-01..2023-08-31']);
  });

  it('a later request moves the stay that counts, and without one the start of care does', () => {
    const facts = youth('2008-03-03', {
      actualStay: [stays('2023-04-01..2023-08-31', '0748'), stays('2023-09-01..open', '0664')],
      requests: [{ on: toDay('2023-10-01') }],
      care: [cared('2023-06-01..2023-12-31', 'ambulant')],
    });
    expect(answers(facts)).toEqual([
      '2023-06-01..2023-09-30 0748 WPB-2022-V3b actual-stay',
      '2023-10-01..2023-12-31 0664 WPB-2022-V3b actual-stay',
    ]);
  });

  it('a residence abroad gives the stay at the request (V4), never the mother', () => {
    const abroad = {
      registrations: [lives('2020-01-01..open', null, 'buitenland')],
      motherAtBirth: [{ municipality: '0590' }],
      care: [cared('2023-01-01..2023-01-31', 'ambulant')],
    };
    const facts = youth('2012-01-01', { ...abroad, actualStay: [stays('2022-12-01..open', '0599')] });
    expect(answers(facts)).toEqual(['2023-01-01..2023-01-31 0599 WPB-2022-V4 abroad']);
    expect(answers(youth('2012-01-01', abroad))).toEqual(['2023-01-01..2023-01-31 - WPB-2022-U1 undetermined abroad']);
  });

  it('nothing known leaves it to a person (U1)', () => {
    const facts = youth('2011-02-03', { care: [cared('2024-02-01..2024-03-31', 'ambulant')] });
    expect(answers(facts)).toEqual(['2024-02-01..2024-03-31 - WPB-2022-U1 undetermined']);
  });

  it('of registrations that overlap the latest start wins, then the last recorded', () => {
    const two = (first: object, second: object) =>
      answers(
        youth('2011-02-03', {
          registrations: [
            { ...lives('2015-01-01..open', '0505'), ...first },
            { ...lives('2015-01-01..open', '0512'), ...second },
          ],
          care: [cared('2024-02-01..open', 'ambulant')],
        }),
      )[0]?.split(' ')[1];
    expect(two({ recordedAt: 9 }, { recordedAt: 8 })).toBe('0505');
    expect(two({}, { recordedAt: 8 })).toBe('0512');
    expect(two({}, {})).toBe('0512');
    expect(two({ from: toDay('2015-01-02') }, { recordedAt: 8 })).toBe('0505');
  });
});

describe('from 2022, in a chain of stays', () => {
  const moved = [lives(home, '0748'), lives(since, '0873', 'woonadres-instelling')];

  it('the home address on the day before the chain decides (V2), for help next to it too (V2c)', () => {
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

  it('a gap beyond the tolerance starts a new chain, and one of 1-14 days is always put to a person', () => {
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

  it('a gap of fifteen days is a return home that needs nobody', () => {
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

  it('a new code of a merged municipality is no move', () => {
    const facts = youth('2010-01-01', {
      registrations: [lives('2010-01-01..2018-12-31', '0611'), lives('2019-01-01..open', '1963')],
      care: [cared('2019-01-03..2022-01-01', 'verblijf')],
    });
    expect(answers(facts).at(-1)).toBe('2022-01-01..2022-01-01 1963 WPB-2022-V2 since 2019-01-03');
  });

  it('a baby born into a stay has no address before it: the mother at birth decides', () => {
    const facts = youth('2023-02-01', {
      registrations: [lives('2023-02-01..open', '0599', 'woonadres-instelling')],
      motherAtBirth: [{ id: 'mother', municipality: '0599' }],
      care: [cared('2023-02-01..open', 'verblijf')],
    });
    expect(answers(facts)).toEqual([
      '2023-02-01..open 0599 WPB-2022-V3a since 2023-02-01 mother-at-birth born-into-stay',
    ]);
  });

  it('regular respite is a chain or help at home, as the region chose, and always put to a person', () => {
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

  it('a Wlz stay counts from the assumed day, and is put to a person when it began before', () => {
    const facts = (days: string) =>
      youth('2010-01-01', {
        registrations: [lives('2010-01-01..2025-05-31', '0748'), lives('2025-06-01..open', '0873')],
        care: [cared(days, 'wlz-verblijf')],
      });
    expect(answers(facts('2025-05-01..2026-03-31'))).toEqual([
      '2025-05-01..2025-05-31 0748 WPB-2022-V1 wlz-stay',
      '2025-06-01..2025-12-31 0873 WPB-2022-V1 wlz-stay',
      '2026-01-01..2026-03-31 0873 WPB-2022-V2 since 2026-01-01 wlz-stay',
    ]);
    expect(answers(facts('2026-02-01..open'))).toEqual(['2026-02-01..open 0873 WPB-2022-V2 since 2026-02-01']);
  });

  it('leave inside a record cuts nothing', () => {
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

  it('an address in a split municipality leaves it to a person (M1)', () => {
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

describe('from 2022, help connected with a stay in a youth detention centre', () => {
  const registrations = [lives('2004-04-04..2022-05-31', '0599'), lives('2022-06-01..open', '0758')];
  const linked = cared('2023-01-10..2023-08-31', 'jeugdreclassering', { jjiLinked: true });

  it('follows the address before that stay (V2b) and is put to a person', () => {
    const facts = youth('2004-04-04', { registrations, care: [cared('2022-06-01..2022-11-30', 'jji'), linked] });
    expect(answers(facts)).toEqual([
      '2022-06-01..2022-11-30 0599 WPB-2022-V2 since 2022-06-01',
      '2023-01-10..2023-08-31 0599 WPB-2022-V2b since 2022-06-01 jji-linked',
    ]);
  });

  it('follows the own address when no such stay is known', () => {
    const facts = youth('2004-04-04', { registrations, care: [linked] });
    expect(answers(facts)).toEqual(['2023-01-10..2023-08-31 0758 WPB-2022-V1 jji-stay-unknown']);
  });
});

describe('a decision', () => {
  const facts = youth('2011-09-09', {
    registrations: [lives('2011-09-09..open', '0677')],
    care: [cared('2022-07-01..2024-06-30', 'verblijf')],
  });
  const decision = { id: 'advice', ...span('2022-07-01..2023-06-30'), municipality: '0715' };

  it('wins for its own period only (O1)', () => {
    expect(answers({ ...facts, decisions: [decision] })).toEqual([
      '2022-07-01..2023-06-30 0715 WPB-O1',
      '2023-07-01..2024-06-30 0677 WPB-2022-V2 since 2022-07-01',
    ]);
  });

  it('that was recorded last wins over the others', () => {
    const other = { ...decision, ...span('2022-09-01..2022-09-30'), municipality: '0748', recordedAt: 19_000 };
    const decisions = [{ ...decision, recordedAt: 19_100 }, other];
    expect(answers({ ...facts, decisions })[0]).toBe('2022-07-01..2023-06-30 0715 WPB-O1');
  });

  it('stays as decided for a municipality that ended, and is put to a person', () => {
    expect(answers({ ...facts, decisions: [{ ...decision, municipality: '0611' }] })[0]).toBe(
      '2022-07-01..2023-06-30 0611 WPB-O1 decided-code-ended',
    );
  });
});

describe('the answer for one day', () => {
  const facts = youth('2010-01-01', {
    registrations: [lives('2010-01-01..open', '0748')],
    care: [cared('2023-01-01..2023-01-31', 'verblijf'), cared('2023-02-03..2023-02-28', 'verblijf')],
  });
  const on = (text: string, gapToleranceDays = 0) =>
    responsibleOn(facts, { ...defaultParameters, gapToleranceDays }, toDay(text));

  it('needs no care to run, and takes a bridged gap as part of the chain', () => {
    expect(on('2023-06-01').rule).toBe('WPB-2022-V1');
    expect(on('2023-02-01')).toMatchObject({ rule: 'WPB-2022-V1', review: ['short-gap'] });
    expect(on('2023-02-01', 2)).toMatchObject({ rule: 'WPB-2022-V2', chainStart: toDay('2023-01-01') });
  });

  it('is undetermined before the Jeugdwet', () => {
    expect(on('2014-12-31')).toMatchObject({ municipality: null, rule: 'WPB-2015-U1', review: ['undetermined'] });
  });

  it('knows only what was recorded by then and not withdrawn', () => {
    const dated = youth('2010-01-01', {
      registrations: [
        { ...lives('2010-01-01..open', '0748'), withdrawnAt: toDay('2023-05-01') },
        { ...lives('2010-01-01..open', '0758'), recordedAt: toDay('2023-05-01') },
      ],
    });
    const knownOn = (text?: string) =>
      responsibleOn(dated, defaultParameters, toDay('2023-03-03'), text ? toDay(text) : undefined).municipality;
    expect([knownOn('2023-04-30'), knownOn('2023-05-01'), knownOn()]).toEqual(['0748', '0758', '0758']);
  });
});

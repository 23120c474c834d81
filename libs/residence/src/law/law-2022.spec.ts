import { describe, expect, it } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import { defaultParameters } from '../facts/parameters.js';
import { responsibleIntervals } from '../responsible.js';
import { answers } from '../../test/answers.js';
import { cared, lives, stays, youth } from '../../test/youth.js';

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
    '%s is not an undisputed home address: the mother at birth decides (V3a)',
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

  it('a secret address counts as any other; one of an institution needs review', () => {
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

  it('without mother the stay at the request decides (V3b), and does not follow later transfers', () => {
    const facts = youth('2008-03-03', {
      actualStay: [stays('2023-04-01..2023-08-31', '0748'), stays('2023-09-01..open', '0664')],
      requests: [{ id: 'asked', on: toDay('2023-05-20') }],
      care: [cared('2023-06-01..2023-12-31', 'ambulant')],
    });
    expect(answers(facts)).toEqual(['2023-06-01..2023-12-31 0748 WPB-2022-V3b actual-stay']);
    expect(responsibleIntervals(facts, defaultParameters)[0]?.facts).toEqual(['asked', 'stay 2023-04-01..2023-08-31']);
  });

  it('a later request moves the stay that counts, and without a request the start of care does', () => {
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

  it('without any facts a person decides (U1)', () => {
    const facts = youth('2011-02-03', { care: [cared('2024-02-01..2024-03-31', 'ambulant')] });
    expect(answers(facts)).toEqual(['2024-02-01..2024-03-31 - WPB-2022-U1 undetermined']);
  });

  it('among overlapping registrations the latest start wins, then the last recorded', () => {
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

describe('from 2022, help linked to a stay in a youth detention centre', () => {
  const registrations = [lives('2004-04-04..2022-05-31', '0599'), lives('2022-06-01..open', '0758')];
  const linked = cared('2023-01-10..2023-08-31', 'jeugdreclassering', { jjiLinked: true });

  it('follows the address before that stay (V2b) and needs review', () => {
    const facts = youth('2004-04-04', { registrations, care: [cared('2022-06-01..2022-11-30', 'jji'), linked] });
    expect(answers(facts)).toEqual([
      '2022-06-01..2022-11-30 0599 WPB-2022-V2 since 2022-06-01',
      '2023-01-10..2023-08-31 0599 WPB-2022-V2b since 2022-06-01 jji-linked',
    ]);
  });

  it("follows the youth's own address when no such stay is known", () => {
    const facts = youth('2004-04-04', { registrations, care: [linked] });
    expect(answers(facts)).toEqual(['2023-01-10..2023-08-31 0758 WPB-2022-V1 jji-stay-unknown']);
  });
});

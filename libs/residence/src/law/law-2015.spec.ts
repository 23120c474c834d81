import { describe, expect, it } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import { defaultParameters } from '../facts/parameters.js';
import { responsibleIntervals } from '../responsible.js';
import { answers } from '../../test/answers.js';
import { cared, held, lives, stays, youth } from '../../test/youth.js';

const care = [cared('2018-01-01..2018-12-31', 'ambulant')];
const whole = '2018-01-01..2018-12-31';

describe('before 2022', () => {
  it('the residence of the holder of authority decides (V1), under the code of the day', () => {
    const facts = youth('2009-10-10', {
      custody: [held('2009-10-10..open', '0611')],
      care: [cared('2018-06-01..2019-05-31', 'ambulant')],
    });
    expect(answers(facts)).toEqual([
      '2018-06-01..2018-12-31 0611 WPB-2015-V1',
      '2019-01-01..2019-05-31 1963 WPB-2015-V1',
    ]);
  });

  it('two holders in one municipality, or one with an unknown residence, count as one residence', () => {
    const custody = [held('2009-10-10..open', '0505'), held('2009-10-10..open', '0505', 'voogd')];
    expect(answers(youth('2009-10-10', { custody, care }))).toEqual([`${whole} 0505 WPB-2015-V1`]);
    const unknown = [held('2009-10-10..open', null), held('2009-10-10..open', '0505')];
    expect(answers(youth('2009-10-10', { custody: unknown, care }))).toEqual([`${whole} 0505 WPB-2015-V1`]);
  });

  const apart = [held('2007-05-05..open', '1674'), held('2007-05-05..open', '0758')];

  it('when parents live apart, the one with whom the child stays or last stayed decides (V1b)', () => {
    const actualStay = [stays('2016-02-01..2018-06-30', '0758'), stays('2018-07-01..open', '0855')];
    const facts = youth('2007-05-05', { custody: apart, actualStay, care });
    expect(answers(facts)).toEqual([`${whole} 0758 WPB-2015-V1b`]);
    expect(responsibleIntervals(facts, defaultParameters)[0]?.facts).toContain('stay 2016-02-01..2018-06-30');
  });

  it('among current stays with both parents the one that began last counts, however long they last', () => {
    const actualStay = [stays('2017-06-01..open', '0758'), stays('2017-09-01..2019-12-31', '1674')];
    expect(answers(youth('2007-05-05', { custody: apart, actualStay, care }))).toEqual([`${whole} 1674 WPB-2015-V1b`]);
  });

  it('the registration decides the parent when no actual stay does, and needs review', () => {
    const facts = youth('2007-05-05', { custody: apart, registrations: [lives('2007-05-05..open', '1674')], care });
    expect(answers(facts)).toEqual([`${whole} 1674 WPB-2015-V1b parent-from-registration`]);
    expect(answers({ ...facts, registrations: [] })).toEqual([`${whole} - WPB-2015-U1 undetermined`]);
  });

  it('a parent abroad is a separate residence; a child that stays there has the stay at the request (V3)', () => {
    const custody = [held('2006-02-02..open', '1655'), held('2006-02-02..open', '9999')];
    const here = youth('2006-02-02', { custody, actualStay: [stays('2006-02-02..open', '1655')], care });
    expect(answers(here)).toEqual([`${whole} 1655 WPB-2015-V1b`]);
    const there = [stays('2006-02-02..2018-03-31', '9999'), stays('2018-04-01..open', '0599')];
    const asked = [{ on: toDay('2018-05-01') }];
    expect(answers({ ...here, actualStay: there, requests: asked })).toEqual([
      '2018-01-01..2018-04-30 - WPB-2015-U1 undetermined',
      '2018-05-01..2018-12-31 0599 WPB-2015-V3',
    ]);
  });

  it('a ward of a certified institution belongs where it actually stays, day by day (V2)', () => {
    const facts = youth('2011-01-09', {
      custody: [held('2011-01-09..2018-02-28', '0505'), held('2018-03-01..open', null, 'GI')],
      actualStay: [stays('2017-06-01..2018-09-30', '0512'), stays('2018-11-01..open', '0642')],
      care,
    });
    expect(answers(facts)).toEqual([
      '2018-01-01..2018-02-28 0505 WPB-2015-V1',
      '2018-03-01..2018-09-30 0512 WPB-2015-V2',
      '2018-10-01..2018-10-31 - WPB-2015-U1 undetermined',
      '2018-11-01..2018-12-31 0642 WPB-2015-V2',
    ]);
  });

  it.each(['overleden', 'gezag-verloren', 'geen'] as const)(
    'when the record is "%s" the last derived residence continues (V5) until there is a new one',
    (holder) => {
      const custody = [
        held('2009-10-10..2018-02-28', '0505'),
        held('2018-03-01..2018-08-31', null, holder),
        held('2018-09-01..open', '0512', 'voogd'),
      ];
      expect(answers(youth('2009-10-10', { custody, care }))).toEqual([
        '2018-01-01..2018-02-28 0505 WPB-2015-V1',
        '2018-03-01..2018-08-31 0505 WPB-2015-V5',
        '2018-09-01..2018-12-31 0512 WPB-2015-V1',
      ]);
    },
  );

  it('the last derived residence also continues when the records simply end, or one names it', () => {
    const ended = youth('2009-10-10', { custody: [held('2009-10-10..2018-02-28', '0505')], care });
    expect(answers(ended).at(-1)).toBe('2018-03-01..2018-12-31 0505 WPB-2015-V5');
    const named = youth('2009-10-10', { custody: [held('2009-10-10..open', '0505', 'overleden')], care });
    expect(answers(named)).toEqual([`${whole} 0505 WPB-2015-V5`]);
  });

  it('the death of one parent leaves the residence of the other', () => {
    const custody = [held('2009-10-10..2018-02-28', '0505'), held('2009-10-10..open', '0512')];
    const facts = youth('2009-10-10', { custody, actualStay: [stays('2009-10-10..open', '0505')], care });
    expect(answers(facts)).toEqual([
      '2018-01-01..2018-02-28 0505 WPB-2015-V1b',
      '2018-03-01..2018-12-31 0512 WPB-2015-V1',
    ]);
  });

  it("from the eighteenth birthday the youth's own registered residence decides (V4)", () => {
    const facts = youth('2000-02-29', {
      registrations: [lives('2017-01-01..open', '0873', 'woonadres-instelling')],
      custody: [held('2000-02-29..open', '0505')],
      care,
    });
    expect(answers(facts)).toEqual([
      '2018-01-01..2018-02-28 0505 WPB-2015-V1',
      '2018-03-01..2018-12-31 0873 WPB-2015-V4',
    ]);
  });

  it('an adult without own residence belongs to the stay at the request; a doubtful address needs review', () => {
    const adult = (kind: 'briefadres' | 'woonadres-in-onderzoek' | 'bijzondere-opvang') =>
      answers(
        youth('1999-01-01', {
          registrations: [lives('2017-01-01..open', '0873', kind)],
          actualStay: [stays('2017-01-01..open', '0855')],
          care,
        }),
      );
    expect(adult('briefadres')).toEqual([`${whole} 0855 WPB-2015-V3`]);
    expect(adult('woonadres-in-onderzoek')).toEqual([`${whole} 0873 WPB-2015-V4 doubtful-address`]);
    expect(adult('bijzondere-opvang')).toEqual([`${whole} 0873 WPB-2015-V4 doubtful-address`]);
  });

  it('a holder in a municipality that was split needs review', () => {
    const facts = youth('2009-10-10', {
      custody: [held('2009-10-10..open', '0788')],
      care: [cared('2020-12-01..2021-01-31', 'ambulant')],
    });
    expect(answers(facts)).toEqual([
      '2020-12-01..2020-12-31 0788 WPB-2015-V1',
      '2021-01-01..2021-01-31 - WPB-2015-U1 undetermined split-municipality',
    ]);
  });
});

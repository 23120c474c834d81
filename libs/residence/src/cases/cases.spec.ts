import { describe, expect, it } from '@jest/globals';
import { resolveCases } from './cases.js';
import { FaultyJson } from './json-faults.js';

const base = {
  id: 'A',
  birthDate: '2010-01-01',
  brpRegistrations: [{ from: '2010-01-01', to: null, gemeentecode: '0748', kind: 'woonadres' }],
  care: [{ from: '2023-01-01', to: '2023-12-31', form: 'ambulant' }],
};

const move = { from: '2023-05-01', to: null, gemeentecode: '0758', kind: 'woonadres', recordedAt: '2023-09-04' };
const corrected = { ...base, brpRegistrations: [...base.brpRegistrations, move] };

const wards = (holder: string, more: object = {}) =>
  resolveCases([
    {
      ...base,
      brpRegistrations: [],
      custody: [
        { from: '2010-01-01', to: '2018-05-31', gemeentecode: '0505', holder: 'ouder' },
        { from: '2018-06-01', to: null, gemeentecode: null, holder },
      ],
      actualStay: [{ from: '2018-01-01', to: null, gemeentecode: '0512' }],
      care: [{ from: '2018-06-01', to: '2018-06-30', form: 'ambulant' }],
      ...more,
    },
  ])[0]?.intervals.map(({ gemeentecode, rule }) => `${gemeentecode} ${rule}`);

const faultsOf = (json: unknown): string[] => {
  try {
    resolveCases(json);
  } catch (error) {
    if (error instanceof FaultyJson) return error.message.split('\n');
    throw error;
  }
  return [];
};

describe('cases of the residence principle', () => {
  it('are answered with ISO days, null for open and undetermined, and review only when raised', () => {
    const unknown = { id: 'B', birthDate: '2011-02-03', care: [{ from: '2024-02-01', form: 'verblijf' }] };
    expect(resolveCases({ cases: [base, unknown] })).toEqual([
      {
        id: 'A',
        intervals: [{ from: '2023-01-01', to: '2023-12-31', gemeentecode: '0748', rule: 'WPB-2022-V1' }],
      },
      {
        id: 'B',
        intervals: [
          {
            from: '2024-02-01',
            to: null,
            gemeentecode: null,
            rule: 'WPB-2022-U1',
            chainStart: '2024-02-01',
            review: true,
          },
        ],
      },
    ]);
  });

  it.each([
    [{ asOf: ['2023-08-31', '2023-09-04'] }],
    [{ expectedAsOf: [{ asOf: '2023-08-31', intervals: [] }, { asOf: '2023-09-04' }] }],
    [{ expectedAsOf: { '2023-08-31': [], '2023-09-04': [] } }],
    [{ expectedAsOf: ['2023-08-31', '2023-09-04', '2023-08-31'] }],
  ])('are answered as known on the days of %j', (question) => {
    const [resolved] = resolveCases([{ ...corrected, ...question }]);
    const before = { from: '2023-01-01', to: '2023-12-31', gemeentecode: '0748', rule: 'WPB-2022-V1' };
    const after = [
      { ...before, to: '2023-04-30' },
      { ...before, from: '2023-05-01', gemeentecode: '0758', review: true },
    ];
    expect(resolved?.asOf).toEqual([
      { asOf: '2023-08-31', intervals: [before] },
      { asOf: '2023-09-04', intervals: after },
    ]);
    expect(resolved?.intervals).toEqual(after);
  });

  it('one object in asOf counts as a list of one', () => {
    const [resolved] = resolveCases([{ ...base, expectedAsOf: { asOf: '2023-08-31', intervals: [] } }]);
    expect(resolved?.asOf?.map(({ asOf }) => asOf)).toEqual(['2023-08-31']);
  });

  it('a fact recorded in the month it concerns changes nothing settled', () => {
    const prompt = { ...move, recordedAt: '2023-05-20' };
    const [resolved] = resolveCases([{ ...base, brpRegistrations: [...base.brpRegistrations, prompt] }]);
    expect(resolved?.intervals.some(({ review }) => review)).toBe(false);
  });

  it('take their own parameters before those of the file', () => {
    const stay = { ...base, care: [{ from: '2023-01-01', to: '2023-01-31', form: 'logeren', regular: true }] };
    const rule = (params: object | undefined, defaults: object) =>
      resolveCases({ meta: { defaults }, cases: [{ ...stay, params }] })[0]?.intervals[0]?.rule;
    expect(rule(undefined, {})).toBe('WPB-2022-V2');
    expect(rule(undefined, { partTimeStayPolicy: 'ambulant' })).toBe('WPB-2022-V1');
    expect(rule({ partTimeStayPolicy: 'chain' }, { partTimeStayPolicy: 'ambulant' })).toBe('WPB-2022-V2');
    expect(rule({ gapToleranceDays: 3 }, { partTimeStayPolicy: 'ambulant' })).toBe('WPB-2022-V1');
  });

  it('add their own mergers, with names or without, to the known ones', () => {
    const codes = (to: string) => {
      const mergers = [{ date: '2023-07-01', from: ['0748 Bergen op Zoom'], to }];
      return resolveCases([{ ...base, params: { mergers } }])[0]?.intervals.map(({ gemeentecode }) => gemeentecode);
    };
    expect(codes('0851')).toEqual(['0748', '0851']);
    expect(codes('0851 Steenbergen')).toEqual(['0748', '0851']);
    expect(codes('split over its neighbours')).toEqual(['0748', null]);
  });

  it.each([
    ['GI', '0512 WPB-2015-V2'],
    ['overleden', '0505 WPB-2015-V5'],
    ['ouder-overleden', '0505 WPB-2015-V5'],
    ['gezag-verloren', '0505 WPB-2015-V5'],
    ['geen', '0505 WPB-2015-V5'],
    ['none', '0505 WPB-2015-V5'],
    ['onbekend', '0512 WPB-2015-V3'],
    ['voogd', '0512 WPB-2015-V3'],
  ])('a holder called %s gives %s', (holder, expected) => expect(wards(holder)).toEqual([expected]));

  it.each([['0590'], [{ gemeentecode: '0590' }], [[{ gemeentecode: '0590', recordedAt: '2018-01-01' }]]])(
    'the mother at birth may be given as %j',
    (motherAtBirth) => {
      const [resolved] = resolveCases([{ ...base, brpRegistrations: [], motherAtBirth }]);
      expect(resolved?.intervals[0]).toMatchObject({ gemeentecode: '0590', rule: 'WPB-2022-V3a' });
    },
  );

  it.each([null, '9999', { gemeentecode: null }])('the mother at birth is unknown as %j', (motherAtBirth) => {
    const [resolved] = resolveCases([{ ...base, brpRegistrations: [], motherAtBirth }]);
    expect(resolved?.intervals[0]?.rule).toBe('WPB-2022-U1');
  });

  it('an address abroad needs no municipality, and one request needs no list', () => {
    const abroad = { from: '2010-01-01', to: null, gemeentecode: 'BE', kind: 'buitenland' };
    const actualStay = [{ from: '2022-11-01', to: '2022-11-30', gemeentecode: '0505' }];
    const asked = { ...base, brpRegistrations: [abroad], hulpvraag: '2022-11-20', actualStay };
    expect(resolveCases([asked])[0]?.intervals[0]).toMatchObject({ gemeentecode: '0505', rule: 'WPB-2022-V4' });
  });

  it('requests may carry the day they became known', () => {
    const hulpvraag = [{ date: '2022-12-01', recordedAt: '2023-06-01' }, '2022-11-01'];
    const actualStay = [
      { from: '2022-11-01', to: '2022-11-30', gemeentecode: '0505' },
      { from: '2022-12-01', to: null, gemeentecode: '0512' },
    ];
    const asked = { ...base, brpRegistrations: [], hulpvraag, actualStay, asOf: ['2023-05-31'] };
    const [resolved] = resolveCases([asked]);
    expect(resolved?.asOf?.[0]?.intervals[0]?.gemeentecode).toBe('0505');
    expect(resolved?.intervals[0]?.gemeentecode).toBe('0512');
  });

  it('name the payer when there are payer events, one interval regardless of the claim', () => {
    const payerEvents = [{ type: 'known-to-provider', date: '2023-01-01', gemeentecode: '0505' }];
    const [resolved] = resolveCases([{ ...corrected, payerEvents }]);
    expect(resolved?.payer).toEqual([{ from: '2023-01-01', to: '2023-12-31', gemeentecode: '0505', rule: 'WPB-P1' }]);
  });

  it('with faults are refused with every fault, its path and its remedy, and no value', () => {
    const json = {
      cases: [
        { ...base, birthDate: '2010-02-30', care: [{ from: '2023-02-01', to: '2023-01-01', form: '' }] },
        {
          birthDate: '2010-01-01',
          brpRegistrations: [{ from: '2010-01-01', gemeentecode: 748, kind: 'huis' }, 'x'],
          motherAtBirth: [5],
          custody: {},
          payerEvents: [{ type: 'rumour', date: 'soon', gemeentecode: '748' }],
          params: { gapToleranceDays: -1, partTimeStayPolicy: 'never', mergers: [{ date: '', from: 'x' }] },
          asOf: ['yesterday'],
        },
      ],
    };
    expect(faultsOf(json).map((line) => line.split(':')[0])).toEqual([
      'cases[0].birthDate',
      'cases[0].care[0].to',
      'cases[0].care[0].form',
      'cases[1].id',
      'cases[1].brpRegistrations[0].kind',
      'cases[1].brpRegistrations[0].gemeentecode',
      'cases[1].brpRegistrations[1]',
      'cases[1].brpRegistrations[1].from',
      'cases[1].brpRegistrations[1].gemeentecode',
      'cases[1].motherAtBirth[0]',
      'cases[1].custody',
      'cases[1].payerEvents[0].type',
      'cases[1].payerEvents[0].date',
      'cases[1].payerEvents[0].gemeentecode',
      'cases[1].params.mergers[0].date',
      'cases[1].params.mergers[0].from',
      'cases[1].params.gapToleranceDays',
      'cases[1].params.partTimeStayPolicy',
      'cases[1].asOf',
    ]);
    expect(faultsOf(json)[0]).toBe('cases[0].birthDate: enter an existing day as yyyy-mm-dd');
    expect(faultsOf(json).join()).not.toMatch(/2010-02-30|rumour|soon/);
  });

  it('need a list', () => {
    expect(faultsOf({})).toEqual(['cases: enter a list of cases']);
    expect(faultsOf('nothing')).toEqual(['cases: enter a list of cases']);
  });
});

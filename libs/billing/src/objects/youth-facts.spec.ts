import { describe, expect, it } from '@jest/globals';
import { OPEN, toDay } from '@regieboek/kernel';
import { careOf } from './care.js';
import { Story, youthId } from '@regieboek/journal/testing';
import { residenceParameters, toResidenceCare, youthFacts } from './youth-facts.js';

const factsOf = (story: Story) => {
  const known = story.history.youths.get(youthId(1));
  if (!known) throw new Error('no youth');
  return youthFacts(known, []);
};
const span = { from: '2024-01-01', to: '2024-12-31' };
const days = { from: toDay('2024-01-01'), to: toDay('2024-12-31') };
const known = { id: 'F', recordedAt: toDay('2025-01-01') };
const told = (fact: object) => factsOf(new Story().youth().fact(1, { id: 'F', ...fact }));

describe('facts for the residence principle', () => {
  it.each([
    [
      'a registration',
      { kind: 'registration', municipality: '0505', address: 'briefadres', ...span },
      'registrations',
      { ...known, ...days, municipality: '0505', kind: 'briefadres' },
    ],
    [
      'a registration abroad that continues',
      { kind: 'registration', municipality: null, address: 'buitenland', from: '2024-01-01', to: null },
      'registrations',
      { ...known, from: days.from, to: OPEN, municipality: null, kind: 'buitenland' },
    ],
    [
      'the mother at birth',
      { kind: 'mother-at-birth', municipality: '0512' },
      'motherAtBirth',
      { ...known, municipality: '0512' },
    ],
    [
      'custody',
      { kind: 'custody', holder: 'GI', municipality: null, ...span },
      'custody',
      { ...known, ...days, municipality: null, holder: 'GI' },
    ],
    [
      'an actual stay',
      { kind: 'actual-stay', municipality: '0505', ...span },
      'actualStay',
      { ...known, ...days, municipality: '0505' },
    ],
    ['a request', { kind: 'request', on: '2024-01-01' }, 'requests', { ...known, on: days.from }],
    [
      'care without a message',
      { kind: 'care', form: 'logeren', provider: 'De Hoeve', regular: true, jjiLinked: false, ...span },
      'care',
      { ...known, ...days, form: 'logeren', provider: 'De Hoeve', regular: true, jjiLinked: false },
    ],
    [
      'a decision',
      { kind: 'decision', municipality: '0505', ground: 'geschil', ...span },
      'decisions',
      { ...known, ...days, municipality: '0505', kind: 'geschil' },
    ],
  ] as const)('hold %s in its own place and nothing elsewhere', (_, fact, place, expected) => {
    const { birth, ...lists } = told(fact);
    expect(birth).toBe(toDay('2010-05-05'));
    expect(lists[place]).toEqual([expected]);
    const elsewhere = Object.entries(lists).filter(([name]) => name !== place);
    expect(elsewhere.flatMap(([, list]): unknown[] => [...list])).toEqual([]);
  });

  it('hold a withdrawn fact with the day of withdrawal, for earlier answers', () => {
    const story = new Story()
      .youth()
      .fact(1, { id: 'F', kind: 'request', on: '2024-01-01' }, '2024-02-02')
      .about(1, 'residence-fact-withdrawn', { withdrawnOn: '2024-03-03', factId: 'F' });
    expect(factsOf(story).requests).toEqual([
      { id: 'F', recordedAt: toDay('2024-02-02'), withdrawnAt: toDay('2024-03-03'), on: toDay('2024-01-01') },
    ]);
  });

  it('hold care from messages beside care from facts', () => {
    const { youths, contracts } = new Story()
      .youth()
      .stay('2024-01-01', '2024-12-31', { category: '43' })
      .fact(1, { id: 'F', kind: 'care', form: 'jji', provider: 'X', regular: false, jjiLinked: true, ...span }).history;
    const youth = youths.get(youthId(1));
    if (!youth) throw new Error('no youth');
    const care = careOf(youth, contracts).map(toResidenceCare);
    expect(care).toEqual([{ id: 'care:99990001#1', ...days, form: 'verblijf', provider: '99990001' }]);
    expect(youthFacts(youth, care).care.map(({ form }) => form)).toEqual(['verblijf', 'jji']);
    expect(care.length).toBe(1);
  });
});

describe('parameters of a region', () => {
  it('are its own choices, with its mergers beside the national ones', () => {
    const merger = { date: '2024-01-01', from: ['0512'], to: '0505' };
    const { definition } = new Story().region(
      { gapToleranceDays: 2, partTimeStayPolicy: 'ambulant' },
      { mergers: [merger] },
    ).history;
    if (!definition) throw new Error('no region');
    const parameters = residenceParameters(definition);
    expect(parameters).toMatchObject({
      gapToleranceDays: 2,
      partTimeStayPolicy: 'ambulant',
      wlzStayFrom: toDay('2025-01-01'),
    });
    const successorOf = (code: string) => parameters.mergers.byPredecessor.get(code)?.successor;
    expect([successorOf('0512'), successorOf('1927')]).toEqual(['0505', '1978']);
  });
});

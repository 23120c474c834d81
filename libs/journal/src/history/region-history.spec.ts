import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UnknownEvent } from '@regieboek/events';
import { toDay } from '@regieboek/kernel';
import { assignmentKey, RegionHistory } from './region-history.js';
import { Story, youthId, type StoryEvent } from '../testing/index.js';

const youth = youthId(1);
const known = (story: Story) => story.history.youths.get(youth);
const declaration = 'zhz.declaration-1';
const head = (number: string, period = '2025-02') => ({
  provider: '99990001',
  municipality: '0505',
  messageId: 'D1',
  messageDate: '2025-03-05',
  number,
  period,
  declarationDate: '2025-03-05',
  submittedCents: 100,
  lineCount: 1,
  message: 'ab'.repeat(32),
});
const line = (place: number) => ({
  place,
  reference: `P${place}`,
  previous: null,
  youth,
  assignment: 7,
  category: '45',
  code: '45A04',
  from: '2025-02-01',
  to: '2025-02-28',
  volume: 1,
  unit: '04',
  tariffCents: 100,
  cents: 100,
  codes: [],
});
const outcome = {
  headerCodes: ['0200'],
  declarationCodes: ['8001'],
  clientCodes: {},
  approvedCents: 100,
  approvedLines: 1,
  rejectedLines: 0,
  answerId: 'A1',
  answerDate: '2025-03-06',
};
const assignment = {
  municipality: '0505',
  provider: '99990001',
  number: 7,
  decidedAt: '2025-01-02T10:00:00',
  category: '45',
  code: '45A04',
  from: '2025-01-03',
  to: null,
  volume: null,
  unit: null,
  frequency: null,
  budgetCents: null,
  reason: null,
};

/** A story with every event type, some of them twice. */
const everything = () =>
  new Story()
    .region()
    .contract({ name: 'Eerste' })
    .contract({ provider: '99990002' })
    .youth(1, '2010-05-05')
    .youth(2)
    .fact(1, { id: 'F1', kind: 'request', on: '2025-01-01' })
    .fact(1, { id: 'F2', kind: 'mother-at-birth', municipality: '0505' })
    .about(1, 'residence-fact-withdrawn', { withdrawnOn: '2025-02-01', factId: 'F1' })
    .about(1, 'authorisation-recorded', {
      recordedOn: '2025-01-02',
      authorisation: { id: 'A', kind: 'machtiging', extension: false, from: '2025-01-01', to: '2025-06-30' },
    })
    .about(1, 'assignment-decided', assignment)
    .about(1, 'absence-recorded', {
      provider: '99990001',
      id: 'W',
      kind: 'weekend',
      from: '2025-01-04',
      to: '2025-01-05',
    })
    .start('2025-01-03')
    .stop('2025-01-03', '2025-01-20')
    .care('care-stop-withdrawn', {}, { begin: '2025-01-03', end: '2025-01-20', reason: '31' })
    .care('care-start-withdrawn', {}, { begin: '2025-01-03' })
    .add(declaration, 'finance.declaration-received.v1', head('N1'))
    .add(declaration, 'finance.declaration-lines-decided.v1', { part: 0, lines: [line(0)] })
    .add(declaration, 'finance.declaration-decided.v1', outcome)
    .add('zhz.contract-99990002', 'contracts.contract-withdrawn.v1', { region: 'zhz', provider: '99990002' });

const historyOf = (events: readonly StoryEvent[]): RegionHistory => {
  const history = new RegionHistory();
  for (const event of events) history.apply(event);
  return history;
};

describe('the history of a region', () => {
  it('holds the last definition of the region and the current contracts', () => {
    const { definition, contracts } = everything().region({ gapToleranceDays: 3 }).contract({ name: 'Later' }).history;
    expect(definition?.parameters.gapToleranceDays).toBe(3);
    expect([...contracts].map(([provider, { name }]) => [provider, name])).toEqual([['99990001', 'Later']]);
  });

  it('holds facts with the days they became known and were withdrawn, and their positions', () => {
    const story = everything();
    expect(known(story)?.birth).toBe(toDay('2010-05-05'));
    expect(known(story)?.facts).toEqual([
      {
        fact: { id: 'F1', kind: 'request', on: '2025-01-01' },
        recordedOn: toDay('2025-01-01'),
        withdrawnOn: toDay('2025-02-01'),
        position: 6,
      },
      {
        fact: { id: 'F2', kind: 'mother-at-birth', municipality: '0505' },
        recordedOn: toDay('2025-01-01'),
        withdrawnOn: null,
        position: 7,
      },
    ]);
  });

  it('keeps the first day on which a fact was withdrawn', () => {
    const again = everything().about(1, 'residence-fact-withdrawn', { withdrawnOn: '2025-03-01', factId: 'F1' });
    expect(known(again)?.facts[0]?.withdrawnOn).toBe(toDay('2025-02-01'));
  });

  it('holds authorisations, absences in days, and the last decision on an assignment', () => {
    const story = everything().about(1, 'assignment-decided', { ...assignment, to: '2025-12-31' });
    expect(known(story)?.authorisations.map(({ id }) => id)).toEqual(['A']);
    expect(known(story)?.absences).toEqual([
      { id: 'W', provider: '99990001', kind: 'weekend', from: toDay('2025-01-04'), to: toDay('2025-01-05') },
    ]);
    expect([...(known(story)?.assignments ?? [])].map(([key, { to }]) => [key, to])).toEqual([
      [assignmentKey('0505', 7), '2025-12-31'],
    ]);
  });

  it('holds starts, stops and their removals in log order', () => {
    expect(known(everything())?.care.map(({ kind, end, reason, position }) => [kind, end, reason, position])).toEqual([
      ['started', null, null, 12],
      ['stopped', toDay('2025-01-20'), '31', 13],
      ['stop-withdrawn', toDay('2025-01-20'), '31', 14],
      ['start-withdrawn', null, null, 15],
    ]);
  });

  it('holds declarations with their lines, and their outcome once they are decided', () => {
    const { events, history } = everything();
    const before = historyOf(events.slice(0, -2)).declarations.get(declaration);
    expect([before?.lines.length, before?.outcome]).toEqual([1, null]);
    expect(history.declarations.get(declaration)).toMatchObject({ head: head('N1'), lines: [line(0)], outcome });
  });

  it('omits lines of declarations that were not selected', () => {
    const history = new RegionHistory(({ period }) => period === '2025-03');
    for (const event of everything().add('zhz.declaration-2', 'finance.declaration-received.v1', head('N2', '2025-03'))
      .events)
      history.apply(event);
    expect([...history.declarations.keys()]).toEqual(['zhz.declaration-2']);
  });

  it('stops at an event of an unknown version, and does not go past it', () => {
    const { history, events } = everything();
    const next = { stream: 'zhz.youth-1', position: events.length + 1, type: 'placements.youth-moved.v9', data: {} };
    expect(() => history.apply(next)).toThrow(UnknownEvent);
    expect(history.position).toBe(events.length);
    expect(() => history.apply(next)).toThrow(UnknownEvent);
  });

  it('is the same for the same events, and never changes what an earlier part of the log established', () => {
    const { events } = everything();
    fc.assert(
      fc.property(fc.nat(events.length), (length) => {
        const [one, same] = [historyOf(events.slice(0, length)), historyOf(events.slice(0, length))];
        expect(one).toEqual(same);
        expect(one.position).toBe(length);
        for (const event of events.slice(length)) one.apply(event);
        expect(one).toEqual(historyOf(events));
      }),
      { seed: 20250301, numRuns: 60 },
    );
  });
});

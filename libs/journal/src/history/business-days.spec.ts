import { describe, expect, it } from '@jest/globals';
import { decode } from '@regieboek/events';
import { toDay } from '@regieboek/kernel';
import { Story, type StoryEvent } from '../testing/index.js';
import { isReportedBy, BusinessDays, businessDayOf } from './business-days.js';

const head = {
  provider: '99990001',
  municipality: '0505',
  period: '2025-01',
  messageId: 'D1',
  messageDate: '2025-02-05',
  number: 'N1',
  declarationDate: '2025-02-01',
  submittedCents: 0,
  lineCount: 0,
  message: 'ab'.repeat(32),
};
const answer = { approvedCents: 0, approvedLines: 0, rejectedLines: 0, answerId: 'A1', answerDate: '2025-02-06' };
const codes = { headerCodes: ['0200'], declarationCodes: [], clientCodes: {} };

const story = new Story()
  .region()
  .contract()
  .youth(1)
  .fact(1, { id: 'r', kind: 'request', on: '2024-12-01' }, '2025-01-02')
  .about(1, 'residence-fact-withdrawn', { withdrawnOn: '2025-01-09', factId: 'r' })
  .start('2025-01-01')
  .stop('2025-01-01', '2025-01-20')
  .add('zhz.declaration-1', 'finance.declaration-received.v1', head)
  .add('zhz.declaration-1', 'finance.declaration-decided.v1', { ...codes, ...answer })
  .add('zhz.declaration-2', 'finance.declaration-decided.v1', { ...codes, ...answer });

const days: readonly (string | null)[] = [
  ...[null, null, null, '2025-01-02', '2025-01-09', null, null],
  ...['2025-02-05', null, null],
];
const dayOf = (text: string | null | undefined) => (text === null || text === undefined ? null : toDay(text));
const eventAt = (index: number): StoryEvent => {
  const event = story.events[index];
  if (!event) throw new RangeError(`the story has no event ${index}`);
  return event;
};

describe('the business day on which an event was told', () => {
  it.each(days.map((day, index) => [eventAt(index).type, day, index] as const))('of %s is %s', (_, day, index) => {
    expect(businessDayOf(decode(eventAt(index)))).toBe(dayOf(day));
  });

  it('of an assignment is that of its decision, whatever the time', () => {
    for (const decidedAt of ['2024-06-01T00:00:00', '2024-06-01T23:59:59']) {
      const told = new Story()
        .region()
        .youth(1)
        .about(1, 'assignment-decided', {
          ...{ municipality: '0505', provider: '99990001', number: 1, category: '45', code: null, unit: '14' },
          ...{ from: '2024-01-01', to: null, volume: 4, frequency: '2', budgetCents: null, reason: null, decidedAt },
        });
      expect(businessDayOf(decode(told.events.at(-1) ?? eventAt(0)))).toBe(toDay('2024-06-01'));
    }
  });

  it('divides events by a day; what says none counts as soon as it is there', () => {
    const by = (day: string) => story.events.map((event) => isReportedBy(event, toDay(day)));
    expect(by('2025-01-01')).toEqual([true, true, true, false, false, true, true, false, true, true]);
    expect(by('2025-01-09')).toEqual([true, true, true, true, true, true, true, false, true, true]);
    expect(by('2025-02-05').every(Boolean)).toBe(true);
  });

  it('of lines and outcome of a declaration is that of its head, which stands before them', () => {
    const told = new BusinessDays();
    const found = story.events.map((event) => told.of(event));
    expect(found).toEqual(days.map((day, index) => (index === 8 ? toDay('2025-02-05') : dayOf(day))));
  });
});

import { describe, it } from '@jest/globals';
import { given } from '@regieboek/kernel/testing';
import { careStarted, careStopped, type CareKey } from '@regieboek/events';
import type { CalendarDate } from '@regieboek/kernel';
import { careDecider, type CareCommand } from './care.js';

const key = (begin: string): CareKey =>
  careStarted.schema.parse({
    youth: '8e1a4a36-6bd0-4ad0-8a05-000000000001',
    municipality: '0505',
    provider: '99990001',
    assignment: 7,
    category: '44',
    code: '44A09',
    begin,
  });
const start = (begin: string) => ({ type: 'placements.care-started.v1' as const, data: key(begin) });
const stop = (begin: string, end: string, reason = '31') => ({
  type: 'placements.care-stopped.v1' as const,
  data: careStopped.schema.parse({ ...key(begin), end, reason }),
});
const stopOn = (begin: string, end: string, reason = '31'): CareCommand => ({
  kind: 'stop',
  key: key(begin),
  stop: { end: end as CalendarDate, reason },
});
const [first, second] = ['2024-03-01', '2024-06-01'];

describe('care on an assignment', () => {
  it('starts once', () => {
    given(careDecider)
      .when({ kind: 'start', key: key(first) })
      .then(start(first));
    given(careDecider, start(first))
      .when({ kind: 'start', key: key(first) })
      .thenNothing();
  });

  it('does not start a second time while it is running (TR326)', () =>
    given(careDecider, start(first))
      .when({ kind: 'start', key: key(second) })
      .thenRejected('9326'));

  it('starts again after a stop', () =>
    given(careDecider, start(first), stop(first, '2024-04-01', '20'))
      .when({ kind: 'start', key: key(second) })
      .then(start(second)));

  it('stops once after a start (TR382)', () => {
    given(careDecider, start(first)).when(stopOn(first, '2024-04-01')).then(stop(first, '2024-04-01'));
    given(careDecider, start(first), stop(first, '2024-04-01')).when(stopOn(first, '2024-04-01')).thenNothing();
    given(careDecider).when(stopOn(first, '2024-04-01')).thenRejected('9069');
  });

  it('stops for good once, and temporarily once (TR413, TR414, TR415)', () => {
    given(careDecider, start(first), stop(first, '2024-04-01')).when(stopOn(first, '2024-05-01')).thenRejected('9415');
    const paused = [start(first), stop(first, '2024-04-01', '20')];
    given(careDecider, ...paused)
      .when(stopOn(first, '2024-05-01', '20'))
      .thenRejected('9413');
    given(careDecider, ...paused)
      .when(stopOn(first, '2024-03-20'))
      .thenRejected('9414');
    given(careDecider, ...paused)
      .when(stopOn(first, '2024-05-01'))
      .then(stop(first, '2024-05-01'));
  });

  it('loses an existing start or stop by removal (TR063, TR071)', () => {
    const removeStart: CareCommand = { kind: 'withdraw-start', key: key(first) };
    given(careDecider).when(removeStart).thenRejected('9063');
    given(careDecider, start(first), stop(first, '2024-04-01')).when(removeStart).thenRejected('9071');
    given(careDecider, start(first))
      .when(removeStart)
      .then({ type: 'placements.care-start-withdrawn.v1', data: key(first) });
    const removeStop: CareCommand = { ...stopOn(first, '2024-04-01'), kind: 'withdraw-stop' } as CareCommand;
    given(careDecider, start(first)).when(removeStop).thenRejected('9063');
    given(careDecider, start(first), stop(first, '2024-04-01'))
      .when(removeStop)
      .then({ type: 'placements.care-stop-withdrawn.v1', data: stop(first, '2024-04-01').data });
  });
});

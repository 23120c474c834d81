import { describe, it } from '@jest/globals';
import { given } from '@regieboek/kernel/testing';
import {
  residenceFact,
  type Authorisation,
  type EventOf,
  type residenceFactRecorded,
  type youthRegistered,
} from '@regieboek/events';
import { parseCalendarDate, type CalendarDate } from '@regieboek/kernel';
import { youthDecider, type YouthCommand } from './youth.js';

const day = (text: string): CalendarDate => {
  const parsed = parseCalendarDate(text);
  if (!parsed) throw new RangeError(text);
  return parsed;
};

const youth = '8e1a4a36-6bd0-4ad0-8a05-000000000001';
const birth = day('2010-05-05');
const registered: EventOf<typeof youthRegistered> = { type: 'placements.youth-registered.v1', data: { youth, birth } };
const fact = residenceFact.parse({
  id: 'f1',
  kind: 'registration',
  from: '2010-05-05',
  to: null,
  municipality: '0505',
  address: 'woonadres',
});
const recordedOn = day('2024-01-10');
const record: YouthCommand = { kind: 'record-fact', youth, fact, recordedOn };
const recorded: EventOf<typeof residenceFactRecorded> = {
  type: 'placements.residence-fact-recorded.v1',
  data: { youth, recordedOn, fact },
};
const authorisation = (over: Partial<Authorisation>): YouthCommand => ({
  kind: 'record-authorisation',
  youth,
  recordedOn,
  authorisation: {
    id: 'm1',
    kind: 'machtiging',
    extension: false,
    from: day('2024-02-01'),
    to: day('2025-01-31'),
    ...over,
  },
});

describe('a youth', () => {
  it('becomes known once', () => {
    given(youthDecider).when({ kind: 'register', youth, birth }).then(registered);
    given(youthDecider, registered).when({ kind: 'register', youth, birth }).thenNothing();
  });

  it('does not change birth date by a later message', () =>
    given(youthDecider, registered)
      .when({ kind: 'register', youth, birth: day('2010-05-06') })
      .thenRejected('other-birth-date'));

  it('has facts only once it is known', () => given(youthDecider).when(record).thenRejected('unknown-youth'));

  it('has every fact once', () => {
    given(youthDecider, registered).when(record).then(recorded);
    given(youthDecider, registered, recorded).when(record).thenNothing();
  });

  it('keeps an id for the fact that had it first', () =>
    given(youthDecider, registered, recorded)
      .when({ ...record, fact: { ...fact, to: day('2024-01-01') } as typeof fact })
      .thenRejected('id-in-use'));

  it('has no fact that ends before it begins', () =>
    given(youthDecider, registered)
      .when({ ...record, fact: { ...fact, to: day('2009-01-01') } as typeof fact })
      .thenRejected('ends-before-start'));

  it('loses a fact by withdrawal, once, and only one it had', () => {
    const withdraw: YouthCommand = { kind: 'withdraw-fact', youth, factId: 'f1', withdrawnOn: recordedOn };
    const withdrawn = {
      type: 'placements.residence-fact-withdrawn.v1' as const,
      data: { youth, withdrawnOn: recordedOn, factId: 'f1' },
    };
    given(youthDecider, registered, recorded).when(withdraw).then(withdrawn);
    given(youthDecider, registered, recorded, withdrawn).when(withdraw).thenNothing();
    given(youthDecider, registered, recorded, withdrawn).when(record).thenNothing();
    given(youthDecider, registered).when(withdraw).thenRejected('unknown-fact');
  });
});

describe('a court authorisation (Jeugdwet 6.1.12)', () => {
  const accepted = (over: Partial<Authorisation>) => {
    const command = authorisation(over);
    if (command.kind !== 'record-authorisation') throw new Error('no authorisation');
    given(youthDecider, registered)
      .when(command)
      .then({
        type: 'placements.authorisation-recorded.v1',
        data: { youth, recordedOn, authorisation: command.authorisation },
      });
  };
  const refused = (over: Partial<Authorisation>) =>
    given(youthDecider, registered).when(authorisation(over)).thenRejected('authorisation-too-long');

  it('lasts a year at most', () => {
    accepted({});
    refused({ to: day('2025-02-01') });
  });

  it('lasts four weeks at most in an emergency', () => {
    accepted({ kind: 'spoedmachtiging', to: day('2024-02-28') });
    refused({ kind: 'spoedmachtiging', to: day('2024-02-29') });
  });

  it('lasts six months at most when conditional, a year when extended', () => {
    accepted({ kind: 'voorwaardelijke-machtiging', to: day('2024-07-31') });
    refused({ kind: 'voorwaardelijke-machtiging', to: day('2024-08-01') });
    accepted({ kind: 'voorwaardelijke-machtiging', extension: true });
  });
});

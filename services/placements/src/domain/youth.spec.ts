import { describe, it } from '@jest/globals';
import { given } from '@regieboek/kernel/testing';
import {
  residenceFact,
  type Authorisation,
  type birthDateCorrected,
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
const told = (over: Partial<Extract<YouthCommand, { kind: 'register' }>> = {}): YouthCommand => ({
  ...{ kind: 'register', youth, source: 'municipality', birth, precision: 'day', toldOn: null },
  ...over,
});
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
    given(youthDecider).when(told()).then(registered);
    given(youthDecider, registered).when(told()).thenNothing();
  });

  describe('with a date of birth', () => {
    const other = day('2010-05-06');
    const july = day('2025-07-08');
    const august = day('2025-08-01');
    const incomplete: EventOf<typeof youthRegistered> = {
      ...registered,
      data: { youth, birth: day('2010-01-01'), precision: 'year', toldOn: july },
    };
    const correction = (to: CalendarDate, toldOn: CalendarDate): EventOf<typeof birthDateCorrected> => ({
      type: 'placements.birth-date-corrected.v1',
      data: { youth, birth: to, precision: 'day', toldOn },
    });
    const toldIn = { ...registered, data: { ...registered.data, toldOn: july } };

    it('known only by year is completed by a more precise one, also from an earlier report', () => {
      for (const source of ['municipality', 'provider'] as const)
        for (const toldOn of [day('2025-07-01'), august])
          given(youthDecider, incomplete).when(told({ source, toldOn })).then(correction(birth, toldOn));
    });

    it('that is complete is kept when a less precise one is reported', () => {
      const year = { birth: day('2010-01-01'), precision: 'year', toldOn: august } as const;
      given(youthDecider, toldIn).when(told(year)).thenNothing();
      given(youthDecider, toldIn)
        .when(told({ birth: other, precision: 'none', toldOn: august }))
        .thenNothing();
    });

    it('is corrected by its municipality, and by its last report, in any order of arrival', () => {
      given(youthDecider, toldIn)
        .when(told({ birth: other, toldOn: august }))
        .then(correction(other, august));
      given(youthDecider, toldIn, correction(other, august))
        .when(told({ toldOn: july }))
        .thenNothing();
      given(youthDecider, toldIn, correction(other, august))
        .when(told({ birth: other, toldOn: august }))
        .thenNothing();
    });

    it('is not replaced by a provider: that usually is another child', () =>
      given(youthDecider, toldIn)
        .when(told({ birth: other, source: 'provider', toldOn: august }))
        .thenRejected('other-birth-date'));

    it('cannot be after the day of the report', () => {
      given(youthDecider)
        .when(told({ birth: august, toldOn: july }))
        .thenRejected('born-later');
      const correct = { kind: 'correct-birth-date', youth, birth: august, precision: 'day', toldOn: july } as const;
      given(youthDecider, toldIn).when(correct).thenRejected('born-later');
    });

    it('is corrected by a user, regardless of earlier reports', () => {
      const correct = { kind: 'correct-birth-date', youth, birth: other, precision: 'day', toldOn: july } as const;
      given(youthDecider, toldIn, correction(birth, august)).when(correct).then(correction(other, july));
      given(youthDecider, toldIn, correction(other, august)).when(correct).thenNothing();
      given(youthDecider).when(correct).thenRejected('unknown-youth');
    });
  });

  it('has facts only once it is known', () => given(youthDecider).when(record).thenRejected('unknown-youth'));

  it('has every fact once', () => {
    given(youthDecider, registered).when(record).then(recorded);
    given(youthDecider, registered, recorded).when(record).thenNothing();
  });

  it('keeps an id for the first fact that used it', () =>
    given(youthDecider, registered, recorded)
      .when({ ...record, fact: { ...fact, to: day('2024-01-01') } as typeof fact })
      .thenRejected('id-in-use'));

  it('has no fact that ends before it begins', () =>
    given(youthDecider, registered)
      .when({ ...record, fact: { ...fact, to: day('2009-01-01') } as typeof fact })
      .thenRejected('ends-before-start'));

  it('loses an existing fact by withdrawal, once', () => {
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

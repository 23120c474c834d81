/**
 * A youth (jeugdige) known to a region under a pseudonym: the facts that determine residence, court authorisations and absences.
 * Jeugdwet art. 1.1 (woonplaats), 6.1.2-6.1.4 and 6.1.12 (authorisations and their longest duration).
 */
import {
  addMonths,
  reject,
  toDay,
  unreachable,
  type CalendarDate,
  type Decider,
  type Rejection,
} from '@regieboek/kernel';
import {
  absenceRecorded,
  authorisationRecorded,
  birthDateCorrected,
  residenceFactRecorded,
  residenceFactWithdrawn,
  youthErased,
  youthRegistered,
  type Authorisation,
  type ErasureGround,
  type EventOf,
  type ResidenceFact,
} from '@regieboek/events';
import { judgeBirth, type BirthSource, type ReportedBirth } from './birth-date.js';

type Absence = EventOf<typeof absenceRecorded>['data'];

export type YouthState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'known';
      readonly birth: ReportedBirth;
      /** Text of every fact by id, also of withdrawn ones: the same fact arriving again changes nothing. */
      readonly facts: ReadonlyMap<string, string>;
      readonly withdrawn: ReadonlySet<string>;
      readonly authorisations: ReadonlyMap<string, string>;
      readonly absences: ReadonlyMap<string, string>;
    }
  | { readonly status: 'erased' };

/** Codes of the two people who decided on something. */
interface ByTwo {
  readonly asked: string;
  readonly confirmed: string;
}

export type YouthCommand = { readonly youth: string } & (
  | ({ readonly kind: 'register'; readonly source: BirthSource } & ReportedBirth)
  | ({ readonly kind: 'correct-birth-date' } & ReportedBirth)
  | { readonly kind: 'record-fact'; readonly fact: ResidenceFact; readonly recordedOn: CalendarDate }
  | { readonly kind: 'withdraw-fact'; readonly factId: string; readonly withdrawnOn: CalendarDate }
  | { readonly kind: 'record-authorisation'; readonly authorisation: Authorisation; readonly recordedOn: CalendarDate }
  | { readonly kind: 'record-absence'; readonly absence: Absence }
  | {
      readonly kind: 'erase';
      readonly ground: ErasureGround;
      readonly erasedOn: CalendarDate;
      readonly alsoAs: readonly string[];
      readonly fourEyes?: ByTwo | undefined;
    }
);

export type YouthRefusal =
  | 'unknown-youth'
  | 'other-birth-date'
  | 'born-later'
  | 'id-in-use'
  | 'unknown-fact'
  | 'ends-before-start'
  | 'authorisation-too-long'
  | 'youth-erased';

type YouthEvent =
  | EventOf<typeof youthRegistered>
  | EventOf<typeof birthDateCorrected>
  | EventOf<typeof residenceFactRecorded>
  | EventOf<typeof residenceFactWithdrawn>
  | EventOf<typeof authorisationRecorded>
  | EventOf<typeof absenceRecorded>
  | EventOf<typeof youthErased>;

type Known = Extract<YouthState, { status: 'known' }>;
type Decision = readonly YouthEvent[] | Rejection<YouthRefusal>;

const endsEarly = (span: object): boolean =>
  'from' in span && 'to' in span && typeof span.from === 'string' && typeof span.to === 'string' && span.to < span.from;

/** Records under an id: no event when the content is the same, refused when it differs. */
function once(known: ReadonlyMap<string, string>, id: string, content: object, event: YouthEvent): Decision {
  if (endsEarly(content)) return reject('ends-before-start', `fact ${id} ends before it begins: correct its dates`);
  const before = known.get(id);
  if (before === undefined) return [event];
  if (before === JSON.stringify(content)) return [];
  return reject('id-in-use', `id ${id} is in use for another fact: withdraw that fact, or use another id`);
}

/** Last day an authorisation may run to (Jeugdwet 6.1.12): 1 year, 4 weeks, 6 months or 1 year when it extends one. */
function lastDayAllowed({ kind, extension, from }: Authorisation): number {
  const start = toDay(from);
  if (kind === 'spoedmachtiging') return start + 27;
  if (kind === 'voorwaardelijke-machtiging' && !extension) return addMonths(start, 6) - 1;
  return addMonths(start, 12) - 1;
}

function recordAuthorisation(command: Extract<YouthCommand, { kind: 'record-authorisation' }>, state: Known): Decision {
  const { authorisation, youth, recordedOn } = command;
  if (toDay(authorisation.to) > lastDayAllowed(authorisation)) {
    return reject(
      'authorisation-too-long',
      `${authorisation.kind} ${authorisation.id} ends on ${authorisation.to}, later than Jeugdwet 6.1.12 allows: correct its dates`,
    );
  }
  const event: YouthEvent = { type: authorisationRecorded.type, data: { youth, recordedOn, authorisation } };
  return once(state.authorisations, authorisation.id, authorisation, event);
}

const corrected = (youth: string, { birth, precision, toldOn }: ReportedBirth): YouthEvent => ({
  type: birthDateCorrected.type,
  data: { youth, birth, precision, toldOn },
});

function registerAgain(command: Extract<YouthCommand, { kind: 'register' }>, state: Known): Decision {
  switch (judgeBirth(state.birth, command, command.source)) {
    case 'same':
      return [];
    case 'correct':
      return [corrected(command.youth, command)];
    default:
      return reject(
        'other-birth-date',
        `youth ${command.youth} is known with another birth date: check the client's number; a municipality corrects the date with its JW301, a facts file or the API`,
      );
  }
}

function erase({ youth, erasedOn, ground, alsoAs, fourEyes }: Extract<YouthCommand, { kind: 'erase' }>): Decision {
  const data = { youth, erasedOn, ground, alsoAs: [...alsoAs], ...(fourEyes ? { fourEyes } : {}) };
  return [{ type: youthErased.type, data }];
}

function decideKnown(command: Exclude<YouthCommand, { kind: 'erase' }>, state: Known): Decision {
  const { youth } = command;
  switch (command.kind) {
    case 'register':
      return registerAgain(command, state);
    case 'correct-birth-date': {
      const { birth, precision } = state.birth;
      return command.birth === birth && command.precision === precision ? [] : [corrected(youth, command)];
    }
    case 'record-fact': {
      const { fact, recordedOn } = command;
      return once(state.facts, fact.id, fact, { type: residenceFactRecorded.type, data: { youth, recordedOn, fact } });
    }
    case 'withdraw-fact': {
      const { factId, withdrawnOn } = command;
      if (!state.facts.has(factId)) return reject('unknown-fact', `there is no fact ${factId} to withdraw`);
      return state.withdrawn.has(factId)
        ? []
        : [{ type: residenceFactWithdrawn.type, data: { youth, withdrawnOn, factId } }];
    }
    case 'record-authorisation':
      return recordAuthorisation(command, state);
    case 'record-absence': {
      const { absence } = command;
      return once(state.absences, absence.id, absence, { type: absenceRecorded.type, data: absence });
    }
    default:
      return unreachable(command);
  }
}

type RegisteredBirth = EventOf<typeof youthRegistered | typeof birthDateCorrected>['data'];

const toldIn = ({ birth, precision = 'day', toldOn }: RegisteredBirth): ReportedBirth => ({
  birth,
  precision,
  toldOn: toldOn ?? null,
});

const put = <Value>(map: ReadonlyMap<string, Value>, key: string, value: Value): ReadonlyMap<string, Value> =>
  new Map([...map, [key, value]]);

function evolveKnown(state: Known, event: Exclude<YouthEvent, EventOf<typeof youthErased>>): Known {
  switch (event.type) {
    case 'placements.youth-registered.v1':
      return state;
    case 'placements.birth-date-corrected.v1':
      return { ...state, birth: toldIn(event.data) };
    case 'placements.residence-fact-recorded.v1':
      return { ...state, facts: put(state.facts, event.data.fact.id, JSON.stringify(event.data.fact)) };
    case 'placements.residence-fact-withdrawn.v1':
      return { ...state, withdrawn: new Set([...state.withdrawn, event.data.factId]) };
    case 'placements.authorisation-recorded.v1': {
      const { authorisation } = event.data;
      return { ...state, authorisations: put(state.authorisations, authorisation.id, JSON.stringify(authorisation)) };
    }
    case 'placements.absence-recorded.v1':
      return { ...state, absences: put(state.absences, event.data.id, JSON.stringify(event.data)) };
    default:
      return unreachable(event);
  }
}

export const youthDecider: Decider<YouthState, YouthCommand, YouthEvent, YouthRefusal> = {
  category: 'youth',
  initial: { status: 'unknown' },
  decide(command, state) {
    if ('birth' in command && command.toldOn !== null && command.birth > command.toldOn)
      return reject('born-later', `the date of birth lies after ${command.toldOn}, the day of the report: correct it`);
    if (state.status === 'erased')
      return command.kind === 'erase'
        ? []
        : reject('youth-erased', `the data of youth ${command.youth} were erased: nothing more is recorded of them`);
    if (command.kind === 'erase') return erase(command);
    if (state.status === 'known') return decideKnown(command, state);
    if (command.kind !== 'register') return reject('unknown-youth', `youth ${command.youth} is unknown in this region`);
    const { youth, birth, precision, toldOn } = command;
    const told = { ...(precision === 'day' ? {} : { precision }), ...(toldOn === null ? {} : { toldOn }) };
    return [{ type: youthRegistered.type, data: { youth, birth, ...told } }];
  },
  evolve(state, event) {
    if (event.type === 'placements.youth-erased.v1') return { status: 'erased' };
    if (state.status === 'known') return evolveKnown(state, event);
    if (state.status === 'erased') return state;
    if (event.type !== youthRegistered.type) return state;
    return {
      status: 'known',
      birth: toldIn(event.data),
      facts: new Map(),
      withdrawn: new Set(),
      authorisations: new Map(),
      absences: new Map(),
    };
  },
};

/**
 * Care on one assignment, or on one product for task-based care: start messages (JW305), stop messages (JW307) and their
 * removals. A start is identified by client, provider, assignment, product and first day (IV096). The rules of the standard check a
 * message before this; rejections here, with the retour code of the same rule, protect recorded facts against events recorded in
 * between. Repeating the same content changes nothing.
 */
import { TEMPORARY_STOP } from '@regieboek/ijw';
import { reject, unreachable, type CalendarDate, type Decider, type Rejection } from '@regieboek/kernel';
import {
  careStarted,
  careStartWithdrawn,
  careStopped,
  careStopWithdrawn,
  type CareKey,
  type EventOf,
} from '@regieboek/events';

interface Stop {
  readonly end: CalendarDate;
  readonly reason: string;
}

/** A start that was not removed, with its stops. */
export interface KnownCare {
  readonly key: CareKey;
  readonly stops: readonly Stop[];
}

export interface CareState {
  readonly starts: readonly KnownCare[];
}

export type CareCommand =
  | { readonly kind: 'start' | 'withdraw-start'; readonly key: CareKey }
  | { readonly kind: 'stop' | 'withdraw-stop'; readonly key: CareKey; readonly stop: Stop };

/** Retour codes (WJ001): 9063 TR063, 9069 TR382, 9071 TR071, 9326 TR326, 9413-9415 TR413-TR415. */
export type CareRefusal = '9063' | '9069' | '9071' | '9326' | '9413' | '9414' | '9415';

type CareEvent =
  | EventOf<typeof careStarted>
  | EventOf<typeof careStartWithdrawn>
  | EventOf<typeof careStopped>
  | EventOf<typeof careStopWithdrawn>;

type Decision = readonly CareEvent[] | Rejection<CareRefusal>;

const isOwn = (a: CareKey, b: CareKey): boolean => a.youth === b.youth && a.provider === b.provider;
const sameStart = (a: CareKey, b: CareKey): boolean =>
  isOwn(a, b) && a.category === b.category && a.code === b.code && a.begin === b.begin;
const sameStop = (a: Stop, b: Stop): boolean => a.end === b.end && a.reason === b.reason;

function start(key: CareKey, { starts }: CareState): Decision {
  if (starts.some((one) => sameStart(one.key, key))) return [];
  if (starts.some((one) => isOwn(one.key, key) && one.stops.length === 0)) {
    return reject('9326', `care on this assignment is already running: stop it before a start on ${key.begin} (TR326)`);
  }
  return [{ type: careStarted.type, data: key }];
}

function withdrawStart(key: CareKey, found: KnownCare | undefined): Decision {
  if (!found) return reject('9063', `there is no start on ${key.begin} to remove (TR063)`);
  if (found.stops.length > 0) return reject('9071', `the start on ${key.begin} has a stop: remove that first (TR071)`);
  return [{ type: careStartWithdrawn.type, data: key }];
}

function stop(key: CareKey, wanted: Stop, found: KnownCare | undefined): Decision {
  if (!found) return reject('9069', `there is no start on ${key.begin} to stop (TR382)`);
  if (found.stops.some((one) => sameStop(one, wanted))) return [];
  if (found.stops.some(({ reason }) => reason !== TEMPORARY_STOP)) {
    return reject('9415', `care begun on ${key.begin} was already stopped for good (TR415)`);
  }
  if (wanted.reason === TEMPORARY_STOP && found.stops.length > 0) {
    return reject('9413', `care begun on ${key.begin} was already stopped temporarily (TR413)`);
  }
  if (found.stops.some(({ end }) => wanted.end < end)) {
    return reject('9414', `a later stop cannot end before the earlier one (TR414)`);
  }
  return [{ type: careStopped.type, data: { ...key, ...wanted } }];
}

function withdrawStop(key: CareKey, wanted: Stop, found: KnownCare | undefined): Decision {
  if (!found?.stops.some((one) => sameStop(one, wanted))) {
    return reject('9063', `there is no stop on ${wanted.end} to remove (TR063)`);
  }
  return [{ type: careStopWithdrawn.type, data: { ...key, ...wanted } }];
}

const change = (state: CareState, key: CareKey, stops: (before: readonly Stop[]) => readonly Stop[]): CareState => ({
  starts: state.starts.map((one) => (sameStart(one.key, key) ? { key: one.key, stops: stops(one.stops) } : one)),
});

export const careDecider: Decider<CareState, CareCommand, CareEvent, CareRefusal> = {
  category: 'care',
  initial: { starts: [] },
  decide(command, state) {
    const { key } = command;
    const found = state.starts.find((one) => sameStart(one.key, key));
    switch (command.kind) {
      case 'start':
        return start(key, state);
      case 'withdraw-start':
        return withdrawStart(key, found);
      case 'stop':
        return stop(key, command.stop, found);
      case 'withdraw-stop':
        return withdrawStop(key, command.stop, found);
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    const { data } = event;
    switch (event.type) {
      case 'placements.care-started.v1':
        return { starts: [...state.starts, { key: data, stops: [] }] };
      case 'placements.care-start-withdrawn.v1':
        return { starts: state.starts.filter((one) => !sameStart(one.key, data)) };
      case 'placements.care-stopped.v1': {
        const { end, reason } = event.data;
        return change(state, data, (stops) => [...stops, { end, reason }]);
      }
      case 'placements.care-stop-withdrawn.v1': {
        const { end, reason } = event.data;
        return change(state, data, (stops) => stops.filter((one) => !sameStop(one, { end, reason })));
      }
      default:
        return unreachable(event);
    }
  },
};

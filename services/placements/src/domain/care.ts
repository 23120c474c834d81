/**
 * Care on one assignment, or on one product for task-based care: start messages (JW305), stop messages (JW307) and
 * their removals. Rejections carry the retour code of the rule that refuses them.
 */
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

interface Start {
  readonly begin: CalendarDate;
  readonly stops: readonly Stop[];
}

export interface CareState {
  readonly starts: readonly Start[];
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

const TEMPORARY = '20';
const sameStop = (a: Stop, b: Stop): boolean => a.end === b.end && a.reason === b.reason;

function start(key: CareKey, { starts }: CareState): Decision {
  if (starts.some(({ begin }) => begin === key.begin)) return [];
  if (starts.some(({ stops }) => stops.length === 0)) {
    return reject('9326', `care on this assignment runs already: stop it before a start on ${key.begin} (TR326)`);
  }
  return [{ type: careStarted.type, data: key }];
}

function withdrawStart(key: CareKey, found: Start | undefined): Decision {
  if (!found) return reject('9063', `there is no start on ${key.begin} to remove (TR063)`);
  if (found.stops.length > 0) return reject('9071', `the start on ${key.begin} has a stop: remove that first (TR071)`);
  return [{ type: careStartWithdrawn.type, data: key }];
}

function stop(key: CareKey, wanted: Stop, found: Start | undefined): Decision {
  if (!found) return reject('9069', `there is no start on ${key.begin} to stop (TR382)`);
  if (found.stops.some((one) => sameStop(one, wanted))) return [];
  if (found.stops.some(({ reason }) => reason !== TEMPORARY)) {
    return reject('9415', `care begun on ${key.begin} was stopped for good already (TR415)`);
  }
  if (wanted.reason === TEMPORARY && found.stops.length > 0) {
    return reject('9413', `care begun on ${key.begin} was stopped temporarily already (TR413)`);
  }
  if (found.stops.some(({ end }) => wanted.end < end)) {
    return reject('9414', `a later stop cannot end before the earlier one (TR414)`);
  }
  return [{ type: careStopped.type, data: { ...key, ...wanted } }];
}

function withdrawStop(key: CareKey, wanted: Stop, found: Start | undefined): Decision {
  if (!found?.stops.some((one) => sameStop(one, wanted))) {
    return reject('9063', `there is no stop on ${wanted.end} to remove (TR063)`);
  }
  return [{ type: careStopWithdrawn.type, data: { ...key, ...wanted } }];
}

const change = (
  state: CareState,
  begin: CalendarDate,
  stops: (before: readonly Stop[]) => readonly Stop[],
): CareState => ({
  starts: state.starts.map((one) => (one.begin === begin ? { begin, stops: stops(one.stops) } : one)),
});

export const careDecider: Decider<CareState, CareCommand, CareEvent, CareRefusal> = {
  category: 'care',
  initial: { starts: [] },
  decide(command, state) {
    const { key } = command;
    const found = state.starts.find(({ begin }) => begin === key.begin);
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
    const { begin } = event.data;
    switch (event.type) {
      case 'placements.care-started.v1':
        return { starts: [...state.starts, { begin, stops: [] }] };
      case 'placements.care-start-withdrawn.v1':
        return { starts: state.starts.filter((one) => one.begin !== begin) };
      case 'placements.care-stopped.v1': {
        const { end, reason } = event.data;
        return change(state, begin, (stops) => [...stops, { end, reason }]);
      }
      case 'placements.care-stop-withdrawn.v1': {
        const { data } = event;
        return change(state, begin, (stops) => stops.filter((one) => !sameStop(one, data)));
      }
      default:
        return unreachable(event);
    }
  },
};

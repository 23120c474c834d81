import {
  holdsBsn,
  monthFault,
  reject,
  unreachable,
  type CalendarDate,
  type Decider,
  type Month,
} from '@regieboek/kernel';
import {
  standingDecisionTaken,
  standingDecisionWithdrawn,
  type StandingDecision,
  type StandingDecisionEvent,
} from '@regieboek/events';
import { monthCount } from '../runs/month-range.js';
import type { StandingDecisionOnRecord } from './standing-decision.js';

/** Decisions of the region so far, in the order in which they were taken. */
export type StandingState = readonly StandingDecisionOnRecord[];

export type StandingCommand =
  | { readonly kind: 'take'; readonly decision: StandingDecision }
  | {
      readonly kind: 'withdraw';
      readonly id: string;
      readonly reason: string;
      readonly by: string;
      readonly today: CalendarDate;
    };

export type StandingRefusal =
  'months-reversed' | 'too-many-months' | 'months-too-far' | 'overlaps' | 'sensitive-text' | 'unknown-decision';

/** Maximum months of one decision: a year, after which somebody looks at the case again. */
const MONTHS_MAX = 12;

/** True when both waive the same reason of the same youth in some month. */
const overlaps = (a: StandingDecision, b: StandingDecision): boolean =>
  a.youth === b.youth && a.waives === b.waives && a.from <= b.to && b.from <= a.to;

/** The same decision again: its sender lost the answer. */
const isRepeat = (a: StandingDecision, b: StandingDecision): boolean =>
  overlaps(a, b) && a.from === b.from && a.to === b.to && a.reason === b.reason;

function faultOf({ from, to, takenOn, reason, takenBy }: StandingDecision) {
  if (to < from) return reject('months-reversed', `${to} precedes ${from}: enter the first month first`);
  if (monthCount({ from, to }) > MONTHS_MAX)
    return reject('too-many-months', `${from} to ${to} are more than ${MONTHS_MAX} months: decide again every year`);
  const fault = [from, to].map((month: Month) => monthFault(month, takenOn)).find((text) => text !== undefined);
  if (fault !== undefined) return reject('months-too-far', `correct the months: each is ${fault}`);
  return [reason, takenBy].some(holdsBsn)
    ? reject('sensitive-text', 'the reason or a name contains a citizen service number: remove it')
    : undefined;
}

function decideTake(decision: StandingDecision, state: StandingState) {
  const before = state.find((one) => one.withdrawn === null && overlaps(one, decision));
  if (before && isRepeat(before, decision)) return [];
  const fault = faultOf(decision);
  if (fault) return fault;
  if (before)
    return reject(
      'overlaps',
      `decision ${before.id} waives this reason from ${before.from} to ${before.to}: choose other months, or withdraw it first`,
    );
  return [{ type: standingDecisionTaken.type, data: decision }];
}

function decideWithdraw(
  { id, reason, by, today }: Extract<StandingCommand, { kind: 'withdraw' }>,
  state: StandingState,
) {
  const found = state.find((one) => one.id === id);
  if (!found) return reject('unknown-decision', 'no standing decision of this region has this id; see their list');
  if (found.withdrawn !== null) return [];
  if ([reason, by].some(holdsBsn))
    return reject('sensitive-text', 'the reason or a name contains a citizen service number: remove it');
  return [{ type: standingDecisionWithdrawn.type, data: { id, reason, withdrawnBy: by, withdrawnOn: today } }];
}

/** Decides on taking and withdrawing standing decisions. */
export const standingDecider: Decider<StandingState, StandingCommand, StandingDecisionEvent, StandingRefusal> = {
  category: 'standing',
  initial: [],

  decide: (command, state) =>
    command.kind === 'take' ? decideTake(command.decision, state) : decideWithdraw(command, state),

  evolve(state, event) {
    switch (event.type) {
      case 'finance.standing-decision-taken.v1':
        return [...state, { ...event.data, withdrawn: null }];
      case 'finance.standing-decision-withdrawn.v1': {
        const { id, reason, withdrawnBy: by, withdrawnOn: on } = event.data;
        return state.map((one) => (one.id === id ? { ...one, withdrawn: { reason, by, on } } : one));
      }
      default:
        return unreachable(event);
    }
  },
};

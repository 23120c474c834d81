/**
 * Emergency access (noodtoegang): a role that an employee takes for an hour with a reason, and that another person reviews
 * afterwards. NEN 7513 (access in an emergency is recorded and reviewed).
 */
import { reject, unreachable, type Decider } from '@regieboek/kernel';
import {
  emergencyAccessReviewed,
  emergencyAccessTaken,
  type EmergencyAccessReview,
  type EmergencyAccessTaken,
  type EmergencyEvent,
} from '@regieboek/events';

export type EmergencyAccessState =
  | { readonly status: 'unknown' }
  | { readonly status: 'taken'; readonly access: EmergencyAccessTaken }
  | { readonly status: 'reviewed'; readonly access: EmergencyAccessTaken; readonly review: EmergencyAccessReview };

export type EmergencyAccessCommand =
  | { readonly kind: 'take'; readonly access: EmergencyAccessTaken }
  | { readonly kind: 'review'; readonly review: EmergencyAccessReview };

export type EmergencyAccessRefusal = 'no-emergency-access' | 'own-access' | 'reviewed-before';

function decideReview(review: EmergencyAccessReview, state: EmergencyAccessState) {
  if (state.status === 'unknown')
    return reject('no-emergency-access', 'there is no emergency access with this id; see the list of this region');
  if (review.reviewedBy === state.access.takenBy)
    return reject('own-access', 'you took this access yourself: another person has to review it');
  if (state.status === 'taken') return [{ type: emergencyAccessReviewed.type, data: review }];
  const { outcome, reviewedBy } = state.review;
  return outcome === review.outcome && reviewedBy === review.reviewedBy
    ? []
    : reject('reviewed-before', `this access was reviewed before, as ${outcome}`);
}

export const emergencyAccessDecider: Decider<
  EmergencyAccessState,
  EmergencyAccessCommand,
  EmergencyEvent,
  EmergencyAccessRefusal
> = {
  category: 'emergency',
  initial: { status: 'unknown' },

  decide(command, state) {
    if (command.kind === 'review') return decideReview(command.review, state);
    if (state.status !== 'unknown') return [];
    return [{ type: emergencyAccessTaken.type, data: command.access }];
  },

  evolve(state, event) {
    switch (event.type) {
      case 'contracts.emergency-access-taken.v1':
        return { status: 'taken', access: event.data };
      case 'contracts.emergency-access-reviewed.v1':
        return state.status === 'unknown' ? state : { status: 'reviewed', access: state.access, review: event.data };
      default:
        return unreachable(event);
    }
  },
};

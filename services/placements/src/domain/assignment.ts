/**
 * An assignment (toewijzing) of care to a provider, as decided by a municipality and sent as JW301. The latest moment of decision
 * wins, whatever the order of arrival (IV013, OP080); the number belongs to one client (TR332).
 */
import { reject, type Decider } from '@regieboek/kernel';
import { assignmentDecided, type Assignment, type EventOf } from '@regieboek/events';

export type AssignmentState =
  { readonly status: 'none' } | { readonly status: 'decided'; readonly assignment: Assignment };

export type AssignmentCommand = { readonly kind: 'decide'; readonly assignment: Assignment };

export type AssignmentRefusal = 'number-of-other-client' | 'number-of-other-provider';

const same = (a: Assignment, b: Assignment): boolean => JSON.stringify(a) === JSON.stringify(b);

export const assignmentDecider: Decider<
  AssignmentState,
  AssignmentCommand,
  EventOf<typeof assignmentDecided>,
  AssignmentRefusal
> = {
  category: 'assignment',
  initial: { status: 'none' },
  decide({ assignment }, state) {
    if (state.status === 'decided') {
      const known = state.assignment;
      const name = `assignment ${assignment.number} of municipality ${assignment.municipality}`;
      if (known.youth !== assignment.youth) {
        return reject(
          'number-of-other-client',
          `${name} belongs to another client (TR332): ask the sender for a new number`,
        );
      }
      if (known.provider !== assignment.provider) {
        return reject(
          'number-of-other-provider',
          `${name} belongs to another provider (TR332): ask the sender for a new number`,
        );
      }
      if (assignment.decidedAt < known.decidedAt || same(known, assignment)) return [];
    }
    return [{ type: assignmentDecided.type, data: assignment }];
  },
  evolve: (_state, event) => ({ status: 'decided', assignment: event.data }),
};

import { z } from 'zod';
import { declare, type EventOf } from '../declare.js';
import { actor, date, fourEyes, month, safeText, youth } from '../fields.js';

/** Code of the reason why a line is an open item, such as start-unknown. */
export const openReason = z
  .string()
  .regex(/^[a-z][a-z-]{0,39}$/, 'the code of a reason: lower-case letters and dashes');

/**
 * A standing decision was taken (doorlopende afwijking besloten): lines of a youth that are open for one reason are waived in every
 * month of a range when it is sealed.
 */
export const standingDecisionTaken = declare(
  'finance.standing-decision-taken.v1',
  z.object({
    id: z.uuid(),
    youth,
    /** The reason that is waived. */
    waives: openReason,
    /** First and last month. */
    from: month,
    to: month,
    /** Why it is waived; without personal data. */
    reason: safeText(3, 200),
    takenBy: actor,
    takenOn: date,
    fourEyes: fourEyes.exactOptional(),
  }),
);

/** A standing decision was withdrawn (doorlopende afwijking ingetrokken): later seals do not apply it. */
export const standingDecisionWithdrawn = declare(
  'finance.standing-decision-withdrawn.v1',
  z.object({ id: z.uuid(), reason: safeText(3, 200), withdrawnBy: actor, withdrawnOn: date }),
);

export const standingDecisionEvents = [standingDecisionTaken, standingDecisionWithdrawn] as const;
export type StandingDecisionEvent = EventOf<(typeof standingDecisionEvents)[number]>;
export type StandingDecision = EventOf<typeof standingDecisionTaken>['data'];

import { z } from 'zod';
import { declare, type EventOf } from './declare.js';
import { actor, guarded, region } from './fields.js';

/** Roles that emergency access can give: those of the service organisation. */
const staffRole = z.enum(['backoffice', 'finance', 'contract-manager', 'policy', 'bi', 'auditor', 'administrator']);

/** Why emergency access was taken (reden noodtoegang): urgent care, an absent colleague, a legal deadline, an incident. */
export const emergencyReason = z.enum(['urgent-care', 'colleague-absent', 'legal-deadline', 'incident']);

/** Number of a case or incident, elsewhere; never free text. */
export const emergencyReference = guarded(
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9./-]{0,29}$/, 'at most 30 letters, digits, dots, slashes and dashes'),
);

/** Outcome of a review of emergency access (beoordeling noodtoegang). */
export const emergencyOutcome = z.enum(['justified', 'not-justified']);

/** A moment, ISO 8601 in UTC. */
const moment = z.iso.datetime({ precision: 3 });

/** An employee took a role in a region for an hour (noodtoegang). */
export const emergencyAccessTaken = declare(
  'contracts.emergency-access-taken.v1',
  z.object({
    region,
    id: z.uuid(),
    /** Code of the actor. */
    takenBy: actor,
    role: staffRole,
    reason: emergencyReason,
    reference: emergencyReference.nullable(),
    takenAt: moment,
    /** The role ends at this moment. */
    until: moment,
  }),
);

/** Another person reviewed the emergency access of somebody (noodtoegang beoordeeld). */
export const emergencyAccessReviewed = declare(
  'contracts.emergency-access-reviewed.v1',
  z.object({ region, id: z.uuid(), outcome: emergencyOutcome, reviewedBy: actor, reviewedAt: moment }),
);

export const emergencyEvents = [emergencyAccessTaken, emergencyAccessReviewed] as const;
export type EmergencyEvent = EventOf<(typeof emergencyEvents)[number]>;
export type EmergencyAccessTaken = EventOf<typeof emergencyAccessTaken>['data'];
export type EmergencyAccessReview = EventOf<typeof emergencyAccessReviewed>['data'];

import { z } from 'zod';
import { staffRoles } from '@regieboek/access';
import { emergencyOutcome, emergencyReason } from '@regieboek/events';
import { component, type EmergencyAccessRow } from '@regieboek/platform';

const moment = (description: string) => z.iso.datetime({ precision: 3 }).meta({ description });

/** Emergency access taken by a person. */
export const emergencyAccess = component(
  'EmergencyAccess',
  z.object({
    id: z.uuid(),
    region: z.string(),
    takenBy: z.string().meta({ description: 'Code of the actor, as events name it.' }),
    role: z.enum(staffRoles),
    reason: emergencyReason,
    reference: z.string().nullable(),
    takenAt: moment('When the role began, UTC.'),
    until: moment('When the role ends, UTC.'),
    review: z
      .object({ outcome: emergencyOutcome, reviewedBy: z.string(), reviewedAt: moment('When it was reviewed, UTC.') })
      .nullable()
      .meta({ description: 'Null while it waits for a review: then it is an open item.' }),
  }),
);

/** Emergency access of a region. */
export const emergencyAccessList = component(
  'EmergencyAccessList',
  z.object({
    emergencyAccess: z.array(emergencyAccess),
    open: z.int().min(0).meta({ description: 'Number that waits for a review.' }),
  }),
);

/** The response for a row. */
export function shownAccess(row: EmergencyAccessRow): z.output<typeof emergencyAccess> {
  const { outcome, reviewedBy, reviewedAt, takenAt, until, ...rest } = row;
  return {
    ...rest,
    ...{ takenAt: takenAt.toISOString(), until: until.toISOString() },
    review:
      outcome && reviewedBy !== null && reviewedAt
        ? { outcome, reviewedBy, reviewedAt: reviewedAt.toISOString() }
        : null,
  };
}

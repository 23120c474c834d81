import type { AuditLog } from '../audit/log/audit-log.js';
import type { EmergencyAccessRow } from '../emergency/index.js';
import { rightsIn, type RightInUse } from './rights.js';

/** Emergency access without a review is overdue after this time. */
const REVIEW_WITHIN_MS = 7 * 86_400_000;

/** Emergency access in a review of rights. */
export interface ReviewedEmergency extends Pick<
  EmergencyAccessRow,
  'id' | 'takenBy' | 'role' | 'reason' | 'reference'
> {
  readonly takenAt: string;
  readonly until: string;
  readonly outcome: EmergencyAccessRow['outcome'];
  readonly reviewedBy: string | null;
  /** Whether a review is missing for more than seven days. */
  readonly isOverdue: boolean;
}

/** Review of rights (autorisatiebeoordeling) of a region: who had which role, and when it was used. */
export interface RightsReview {
  readonly region: string;
  /** Year of the review; null: everything that is kept. */
  readonly year: number | null;
  readonly rights: readonly RightInUse[];
  readonly emergencyAccess: readonly ReviewedEmergency[];
  readonly overdueReviews: number;
}

/** Sources of a review. */
export interface ReviewSources {
  readonly audit: Pick<AuditLog, 'entries'>;
  emergencyAccess(region: string): Promise<readonly EmergencyAccessRow[]>;
  readonly now: () => number;
}

const shown = (
  { takenAt, until, reviewedAt: _, region: __, ...rest }: EmergencyAccessRow,
  now: number,
): ReviewedEmergency => ({
  ...rest,
  ...{ takenAt: takenAt.toISOString(), until: until.toISOString() },
  isOverdue: rest.outcome === null && now - takenAt.getTime() > REVIEW_WITHIN_MS,
});

/** Review of the rights in a region, of one year or of all that the audit log keeps. Throws AuditAway. */
export async function reviewRights(
  { audit, emergencyAccess, now }: ReviewSources,
  region: string,
  year: number | null,
): Promise<RightsReview> {
  const days = year === null ? {} : { from: `${year}-01-01`, to: `${year}-12-31` };
  const rights = await rightsIn(audit.entries(region, days));
  const taken = (await emergencyAccess(region))
    .map((row) => shown(row, now()))
    .filter((one) => year === null || one.takenAt.startsWith(`${year}-`) || one.isOverdue);
  return {
    ...{ region, year, rights, emergencyAccess: taken },
    overdueReviews: taken.filter(({ isOverdue }) => isOverdue).length,
  };
}

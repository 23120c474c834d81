import { EntitySchema } from 'typeorm';
import type { EmergencyAccessReview, EmergencyAccessTaken } from '@regieboek/events';

/** An emergency access of a region, with its review if there is one. */
export interface EmergencyAccessRow {
  region: string;
  id: string;
  takenBy: string;
  role: EmergencyAccessTaken['role'];
  reason: EmergencyAccessTaken['reason'];
  reference: string | null;
  takenAt: Date;
  until: Date;
  outcome: EmergencyAccessReview['outcome'] | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
}

export const emergencyAccessEntity = new EntitySchema<EmergencyAccessRow>({
  name: 'emergency_access',
  columns: {
    region: { type: 'text', primary: true },
    id: { type: 'uuid', primary: true },
    takenBy: { type: 'text', name: 'taken_by' },
    role: { type: 'text' },
    reason: { type: 'text' },
    reference: { type: 'text', nullable: true },
    takenAt: { type: 'timestamptz', name: 'taken_at' },
    until: { type: 'timestamptz' },
    outcome: { type: 'text', nullable: true },
    reviewedBy: { type: 'text', name: 'reviewed_by', nullable: true },
    reviewedAt: { type: 'timestamptz', name: 'reviewed_at', nullable: true },
  },
});

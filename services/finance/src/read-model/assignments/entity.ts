import { EntitySchema } from 'typeorm';
import type { Assignment } from '@regieboek/events';

/** An assignment as placements decided it last. */
export interface AssignmentRow {
  region: string;
  municipality: string;
  number: number;
  assignment: Assignment;
}

export const assignmentRow = new EntitySchema<AssignmentRow>({
  name: 'assignment',
  columns: {
    region: { type: 'text', primary: true },
    municipality: { type: 'text', primary: true },
    number: { type: 'int', primary: true },
    assignment: { type: 'jsonb' },
  },
});

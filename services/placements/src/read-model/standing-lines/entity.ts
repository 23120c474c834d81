import { EntitySchema } from 'typeorm';

/** A declaration that finance received, and whether its approved lines count. */
export interface StandingDeclarationRow {
  stream: string;
  region: string;
  municipality: string;
  counts: boolean;
}

/** Lines of one part of a declaration that were approved for an assignment, minus credits. */
export interface ApprovedLinesRow {
  stream: string;
  part: number;
  assignment: number;
  lines: number;
  region: string;
}

export const standingDeclaration = new EntitySchema<StandingDeclarationRow>({
  name: 'declaration',
  columns: {
    stream: { type: 'text', primary: true },
    region: { type: 'text' },
    municipality: { type: 'text' },
    counts: { type: 'boolean', default: false },
  },
});

export const approvedLines = new EntitySchema<ApprovedLinesRow>({
  name: 'approved_lines',
  columns: {
    stream: { type: 'text', primary: true },
    part: { type: 'int', primary: true },
    assignment: { type: 'int', primary: true },
    lines: { type: 'int' },
    region: { type: 'text' },
  },
});

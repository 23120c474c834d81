import type { PoolClient } from 'pg';
import { decode, type DecidedLine } from '@regieboek/events';
import type { Recorded } from '@regieboek/eventing';
import type { Projection } from '@regieboek/platform';

// Statements as text: a projection fills the tables of a schema given at run time, and writes a batch of lines at once.
const insertDeclaration = (schema: string): string =>
  `INSERT INTO ${schema}.declaration (stream, region, municipality) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
const insertLines = (schema: string): string => `
  INSERT INTO ${schema}.approved_lines (stream, part, assignment, lines, region)
  SELECT $1, $2, one.assignment, one.lines, $4 FROM jsonb_to_recordset($3) AS one(assignment int, lines int)
  ON CONFLICT DO NOTHING`;
const conclude = (schema: string): string => `UPDATE ${schema}.declaration SET counts = true WHERE stream = $1`;

/** Approved lines per assignment, minus credits: a debit can be credited once (TR390). */
function approvedOf(lines: readonly DecidedLine[]): { assignment: number; lines: number }[] {
  const approved = new Map<number, number>();
  for (const { assignment, codes, previous } of lines)
    if (codes.length === 0) approved.set(assignment, (approved.get(assignment) ?? 0) + (previous === null ? 1 : -1));
  return [...approved].map(([assignment, count]) => ({ assignment, lines: count }));
}

async function apply(recorded: Recorded, transaction: PoolClient, schema: string): Promise<void> {
  const { stream, region } = recorded;
  const { type, data } = decode(recorded);
  if (type === 'finance.declaration-received.v1')
    await transaction.query(insertDeclaration(schema), [stream, region, data.municipality]);
  else if (type === 'finance.declaration-lines-decided.v1') {
    const values = [stream, data.part, JSON.stringify(approvedOf(data.lines)), region];
    await transaction.query(insertLines(schema), values);
  } else if (type === 'finance.declaration-decided.v1') await transaction.query(conclude(schema), [stream]);
}

/** Approved lines of declarations, as placements looks them up when an assignment is to be removed. */
export const standingLinesProjection: Projection = {
  name: 'placements.standing-lines.v1',
  contexts: ['finance'],
  schema: 'placements',
  tables: ['declaration', 'approved_lines'],
  async apply(events, transaction, into) {
    for (const recorded of events) if (recorded.type.startsWith('finance.')) await apply(recorded, transaction, into);
  },
};

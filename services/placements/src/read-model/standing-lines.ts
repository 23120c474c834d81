import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { decode, type DecidedLine } from '@regieboek/events';
import type { Recorded } from '@regieboek/eventing';
import { DATABASE, PROJECTIONS, type Projection, type Projections } from '@regieboek/platform';

export class StandingLineTables1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE placements.declaration (
        stream text PRIMARY KEY, region text NOT NULL, municipality text NOT NULL, counts boolean NOT NULL DEFAULT false
      );
      CREATE TABLE placements.approved_lines (
        stream text, part int, assignment int, lines int NOT NULL, PRIMARY KEY (stream, part, assignment)
      );
      CREATE INDEX ON placements.approved_lines (assignment)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE placements.approved_lines; DROP TABLE placements.declaration');
  }
}

const insertDeclaration = `
  INSERT INTO placements.declaration (stream, region, municipality) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
const insertLines = `
  INSERT INTO placements.approved_lines
  SELECT $1, $2, one.assignment, one.lines FROM jsonb_to_recordset($3) AS one(assignment int, lines int)
  ON CONFLICT DO NOTHING`;
const conclude = 'UPDATE placements.declaration SET counts = true WHERE stream = $1';

/** Approved lines per assignment, each credit taken off: a debit can be credited once (TR390). */
function approvedOf(lines: readonly DecidedLine[]): { assignment: number; lines: number }[] {
  const approved = new Map<number, number>();
  for (const { assignment, codes, previous } of lines)
    if (codes.length === 0) approved.set(assignment, (approved.get(assignment) ?? 0) + (previous === null ? 1 : -1));
  return [...approved].map(([assignment, count]) => ({ assignment, lines: count }));
}

async function apply(recorded: Recorded, transaction: PoolClient): Promise<void> {
  const { stream, region } = recorded;
  const { type, data } = decode(recorded);
  if (type === 'finance.declaration-received.v1')
    await transaction.query(insertDeclaration, [stream, region, data.municipality]);
  else if (type === 'finance.declaration-lines-decided.v1')
    await transaction.query(insertLines, [stream, data.part, JSON.stringify(approvedOf(data.lines))]);
  else if (type === 'finance.declaration-decided.v1') await transaction.query(conclude, [stream]);
}

/** Approved lines of declarations, as placements looks them up when an assignment is to be removed. */
export const standingLinesProjection: Projection = {
  name: 'placements.standing-lines.v1',
  context: 'finance',
  async apply(events, transaction) {
    for (const recorded of events) if (recorded.type.startsWith('finance.')) await apply(recorded, transaction);
  },
};

/** Declared lines that were approved and not credited, by assignment: such an assignment cannot be removed (TR385). */
@Injectable()
export class StandingLines {
  constructor(
    @Inject(DATABASE) private readonly pool: Pool,
    @Inject(PROJECTIONS) private readonly projections: Projections,
  ) {}

  /** Which of these assignments of a municipality have such lines, as the log has them now. */
  async of(region: string, municipality: string, numbers: readonly number[]): Promise<ReadonlySet<number>> {
    if (numbers.length === 0) return new Set();
    await this.projections.catchUp(standingLinesProjection, region);
    const { rows } = await this.pool.query<{ assignment: number }>(
      `SELECT l.assignment FROM placements.approved_lines l JOIN placements.declaration d USING (stream)
       WHERE d.counts AND d.region = $1 AND d.municipality = $2 AND l.assignment = ANY($3)
       GROUP BY l.assignment HAVING sum(l.lines) > 0`,
      [region, municipality, numbers],
    );
    return new Set(rows.map(({ assignment }) => assignment));
  }
}

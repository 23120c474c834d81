import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DATABASE, PROJECTIONS, withinRegion, type Projections } from '@regieboek/platform';
import { assignmentsProjection } from '../../read-model/assignments/projection.js';
import { declarationsProjection } from '../../read-model/declarations/projection.js';
import type { WorkItem } from '../work-list/list.js';
import { assignmentOf, isLimited, type Remaining } from './limit.js';

interface RemainingRow {
  readonly municipality: string;
  readonly number: number;
  readonly volume: number | null;
  readonly cents: number | null;
  readonly usedVolume: number;
  readonly usedCents: number;
}

/** As text, because it sums the lines of many assignments at once: approved lines, minus credits, minutes as parts of hours. */
const USED = `
  SELECT a.municipality, a.number, (a.assignment->>'volume')::float8 AS volume,
    (a.assignment->>'budgetCents')::float8 AS cents,
    coalesce(sum(sign(l.cents) * l.volume / CASE WHEN a.assignment->>'unit' = '04' AND l.unit = '01' THEN 60.0 ELSE 1 END), 0)::float8
      AS "usedVolume",
    coalesce(sum(l.cents), 0)::float8 AS "usedCents"
  FROM unnest($2::text[], $3::int[]) AS w(municipality, number)
  JOIN finance.assignment a ON a.region = $1 AND a.municipality = w.municipality AND a.number = w.number
    AND (a.assignment->>'frequency' = '6' OR a.assignment->>'budgetCents' IS NOT NULL)
  LEFT JOIN finance.line l ON l.region = $1 AND l.municipality = a.municipality AND l.assignment = a.number AND l.codes = '{}'
    AND EXISTS (SELECT FROM finance.declaration d WHERE d.region = $1 AND d.id = l.declaration AND d.counts)
  GROUP BY 1, 2, 3, 4`;

/** Numbers over 32 bits are in no table of assignments. */
const isStored = ({ assignment }: WorkItem): boolean => assignment <= 0x7fffffff;

/** What is left of assignments with a total, by their approved lines of all months up to now. */
@Injectable()
export class RemainingOf {
  constructor(
    @Inject(DATABASE) private readonly pool: Pool,
    @Inject(PROJECTIONS) private readonly projections: Projections,
  ) {}

  /** What is left of the assignments of undeclared lines; assignments without a total are left out. */
  async items(region: string, items: readonly WorkItem[]): Promise<ReadonlyMap<string, Remaining>> {
    const wanted = new Map(
      items.filter((one) => isLimited(one) && isStored(one)).map((one) => [assignmentOf(one), one]),
    );
    if (wanted.size === 0) return new Map();
    for (const one of [declarationsProjection, assignmentsProjection]) await this.projections.catchUp(one, region);
    const all = [...wanted.values()];
    const { rows } = await withinRegion(region, () =>
      this.pool.query<RemainingRow>(USED, [
        region,
        all.map(({ municipality }) => municipality),
        all.map(({ assignment }) => assignment),
      ]),
    );
    return new Map(rows.map((row) => [assignmentOf({ ...row, assignment: row.number }), remainingOf(row)]));
  }
}

const remainingOf = ({ volume, cents, usedVolume, usedCents }: RemainingRow): Remaining => ({
  volume: volume === null ? null : volume - usedVolume,
  cents: cents === null ? null : cents - usedCents,
});

import type { Pool } from 'pg';
import type { CheckResult, LedgerCheck } from '@regieboek/platform';

interface Counts {
  readonly count: number;
  readonly parked: number;
  readonly unanswered: number;
}

const faultsIn = (schema: string, { parked, unanswered }: Counts): CheckResult['faults'] => [
  ...(parked === 0
    ? []
    : [{ code: 'parked', text: `${parked} messages of ${schema} wait for an operator: run regieboek parked list` }]),
  ...(unanswered === 0
    ? []
    : [
        {
          code: 'answer-missing',
          text: `${unanswered} answered messages of ${schema} have no answer stored: restore the database from a backup`,
        },
      ]),
];

/** Checks that no received message of a service is parked, and that every answer that was given is stored. */
export const messageCheck = (pool: Pool, schema: string): LedgerCheck =>
  async function* ({ regions, isWhole }) {
    const { rows } = await pool.query<Counts>(
      `SELECT count(*)::int AS count, count(*) FILTER (WHERE status = 'parked')::int AS parked,
         count(*) FILTER (WHERE result ? 'answer' AND answer IS NULL)::int AS unanswered
       FROM ${schema}.message WHERE region = ANY($1) OR ($2 AND region IS NULL)`,
      [regions, isWhole],
    );
    for (const counts of rows) {
      const faults = faultsIn(schema, counts);
      yield { check: 'messages', subject: `${schema}.message`, count: counts.count, mark: null, faults };
    }
  };

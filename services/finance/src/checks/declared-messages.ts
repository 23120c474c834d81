import type { Pool } from 'pg';
import { sound, unsound, type LedgerCheck } from '@regieboek/platform';

const SUBJECT = 'finance.declaration';

/** Checks that the message of every declaration is kept: its answers are made of it. */
export const declaredMessages = (pool: Pool): LedgerCheck =>
  async function* ({ regions }) {
    const { rows } = await pool.query<{ count: number; missing: number }>(
      `SELECT count(*)::int AS count, count(*) FILTER (WHERE m.id IS NULL)::int AS missing
       FROM finance.declaration d LEFT JOIN finance.message m ON m.log_id = d.message WHERE d.region = ANY($1)`,
      [regions],
    );
    for (const { count, missing } of rows)
      yield missing === 0
        ? sound('messages', SUBJECT, count)
        : unsound(
            { check: 'messages', subject: SUBJECT, count },
            'message-missing',
            `the messages of ${missing} declarations are not in finance.message: restore the database from a backup`,
          );
  };

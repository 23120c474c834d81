import type pg from 'pg';
import type { Cut } from '../moment.js';

const MESSAGES = ['contracts.message', 'placements.message', 'finance.message'];

/** Shown with a message whose outcome may not be in the restored log. */
const FAULTS = JSON.stringify([
  { place: 'restore', text: 'the ledger was restored to an earlier moment: import this message again' },
]);

/** A message is decided on within seconds of its receipt; this much earlier, its events are before the moment. */
const DECIDED_WITHIN = '1 hour';

const REFUSE = `SET status = 'refused', faults = $1, result = NULL, answer = NULL, sent_as = NULL, attempts = 0`;

/** Statuses of messages that a ledger retries by itself. */
const RETRIED = `status IN ('received', 'waiting', 'parked')`;

async function cutMessages(client: pg.Client, table: string, { region, at, declarations }: Cut): Promise<void> {
  await client.query(`DELETE FROM ${table} WHERE region = $1 AND received_at > $2`, [region, at]);
  await client.query(
    `UPDATE ${table} ${REFUSE} WHERE region = $2 AND (${RETRIED} OR received_at > $3::timestamptz - interval '${DECIDED_WITHIN}')`,
    [FAULTS, region, at],
  );
  if (table !== 'finance.message') return;
  await client.query(
    `UPDATE ${table} ${REFUSE} WHERE region = $2 AND status = 'processed' AND log_id IS NOT NULL AND NOT log_id = ANY($3)`,
    [FAULTS, region, declarations],
  );
}

/**
 * Makes the restored tables fit a log that ends earlier, within the transaction of the client: what was received later is left out, and
 * a message whose outcome may be missing is kept as refused. So nothing is recorded by itself that the moment did not have; importing
 * such a message again records what is missing, and nothing twice.
 */
export async function cutTables(client: pg.Client, cuts: readonly Cut[]): Promise<void> {
  if (cuts.length === 0) return;
  for (const table of MESSAGES) {
    for (const cut of cuts) await cutMessages(client, table, cut);
    await client.query(`UPDATE ${table} ${REFUSE} WHERE region IS NULL AND ${RETRIED}`, [FAULTS]);
  }
  for (const { region, at } of cuts) {
    await client.query('DELETE FROM finance.waiting_declaration WHERE region = $1', [region]);
    await client.query('DELETE FROM finance.remark WHERE region = $1 AND written_at > $2', [region, at]);
    await client.query('DELETE FROM access.approval WHERE region = $1 AND asked_at > $2', [region, at]);
  }
}

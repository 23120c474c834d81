import pg from 'pg';
import { deadlines } from '../deadlines.js';
import type { FolderUse } from '../folder-lock.js';
import { whileReported } from '../reported-wait.js';

/** Advisory lock of a database: shared by every guest, exclusive for the process that runs its server and is about to stop it. */
const GATE = 728_117;

/** Maximum time that guests get to finish, by what the process that stops the server was doing, in milliseconds. */
const GUESTS_WITHIN_MS: Readonly<Record<FolderUse, number>> = { alone: 0, shared: 600_000, server: 4_000 };

const clientOf = (url: string, withinMs: number = deadlines.statement_timeout): pg.Client => {
  const client = new pg.Client({
    ...{ connectionString: url, application_name: 'regieboek gate', ...deadlines },
    ...{ statement_timeout: withinMs, query_timeout: withinMs + 1_000 },
  });
  // The connection carries nothing but the lock; without a listener one that breaks would end the process.
  return client.on('error', () => undefined);
};

/** Right to use the database of another process, until it is released or the process ends. */
export interface Entrance {
  /** True once the connection has ended, as it does when the server stops. */
  isLost(): boolean;
  leave(): Promise<void>;
}

/** The database does not exist yet, or its server is starting or stopping: it can be asked again. */
const isPassing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(3D000|57P0.|53300|ECONNREFUSED|ECONNRESET)$/.test(String(error.code));

/**
 * Enters a database that another process serves; undefined while that process starts its server or is about to stop it. Throws errors of
 * the connection.
 */
export async function enter(url: string): Promise<Entrance | undefined> {
  const client = clientOf(url);
  let isOver = false;
  client.once('end', () => (isOver = true));
  const leave = (): Promise<void> => client.end().catch(() => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock_shared($1) AS held', [GATE]);
    if (rows[0]?.held) return { isLost: () => isOver, leave };
  } catch (error) {
    await leave();
    if (isPassing(error) || isOver) return undefined;
    throw error;
  }
  await leave();
  return undefined;
}

const waiting = (seconds: number) => ({
  en: `other Regieboek processes use the database that this process runs; waiting for them, at most ${seconds} s`,
  nl: `andere Regieboek-processen gebruiken de database die dit proces draait; dit wacht er hoogstens ${seconds} s op`,
});

/**
 * Closes the gate for new guests, waits until the present ones have left or their time is over, and runs `stop`. A gate that cannot be
 * closed, as when the server is gone, stops nobody from stopping.
 */
export async function withoutGuests(url: string, use: FolderUse, stop: () => Promise<void>): Promise<void> {
  const withinMs = GUESTS_WITHIN_MS[use];
  if (withinMs === 0) return stop();
  const client = clientOf(url, withinMs);
  try {
    await client.connect();
    await whileReported(waiting(withinMs / 1_000), client.query('SELECT pg_advisory_lock($1)', [GATE]));
  } catch {
    // Guests that stay get an error that tells what happened.
  }
  await stop();
  await client.end().catch(() => undefined);
}

import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { onTerminal, REPORTED_AFTER_MS, type Say } from './reported-wait.js';

const SECOND = 1_000;

/**
 * How long anything that is asked of PostgreSQL may take: the server ends a statement, and should it not answer at all,
 * the client gives up a little later. Connections that died on the way are noticed.
 */
export const deadlines = {
  connectionTimeoutMillis: 30 * SECOND,
  statement_timeout: 60 * SECOND,
  query_timeout: 65 * SECOND,
  idle_in_transaction_session_timeout: 60 * SECOND,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10 * SECOND,
} as const;

/** Time limits in milliseconds. */
export type Deadlines = Readonly<
  Record<
    'connectionTimeoutMillis' | 'statement_timeout' | 'query_timeout' | 'idle_in_transaction_session_timeout',
    number
  >
>;

/** Longer limits for migrations, which may rewrite large tables. */
export const migrationDeadlines = {
  ...deadlines,
  statement_timeout: 1_800 * SECOND,
  query_timeout: 1_805 * SECOND,
} as const;

/** The server starts, recovers after a crash or stops: it answers later, or not at all. */
const STARTING = '57P03';

/** Longest wait for a starting server. */
const START_WITHIN_MS = 120 * SECOND;
const BETWEEN_MS = 250;

const isStarting = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === STARTING;

/**
 * Returns a connected client. If its connection breaks later, the next statement fails but the process continues. Waits at most
 * two minutes, with a message, for a server that is starting or recovering.
 */
export async function untilReachable(
  make: () => pg.Client,
  { withinMs = START_WITHIN_MS, say = onTerminal }: { readonly withinMs?: number; readonly say?: Say } = {},
): Promise<pg.Client> {
  const started = performance.now();
  let isSaid = false;
  for (;;) {
    const client = make().on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const waited = performance.now() - started;
      if (!isStarting(error) || waited > withinMs) throw error;
      if (!isSaid && waited > REPORTED_AFTER_MS) {
        isSaid = true;
        say({
          en: `PostgreSQL is starting or recovering; waiting for it, at most ${withinMs / SECOND} s`,
          nl: `PostgreSQL start of herstelt zich; dit wacht er hoogstens ${withinMs / SECOND} s op`,
        });
      }
    }
    await delay(BETWEEN_MS);
  }
}

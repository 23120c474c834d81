import { overAllRegions, protectTables, RegionPool, withinRegion } from '@regieboek/isolation';
import pg from 'pg';
import type { RestoredEvent } from '../restore/restored-events.js';
import { copyIn } from './copy-in.js';
import { CopyOut, type TakeRow } from './copy-out.js';

/** The database: a connection string, or a pool that its owner closes. */
export type Source = string | pg.Pool;

/** A statement with its parameters; a name keeps it prepared on the connection. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
}

/** A row as sent by the server: every column as text. */
export type Row = readonly (string | null)[];

/** Region that a statement may access; null: all regions. */
export type Reach = string | null;

const reaching = <Result>(reach: Reach, work: () => Result): Result =>
  reach === null ? overAllRegions(work) : withinRegion(reach, work);

/** Port to the PostgreSQL client library. */
export interface PostgresClient {
  query(statement: Statement, reach: Reach): Promise<readonly Row[]>;
  /** Runs a COPY … TO STDOUT and passes on its rows as they arrive; false when it was broken off. */
  copy(text: string, take: TakeRow): Promise<boolean>;
  /** Records events after the last one of their region by COPY; false, with nothing recorded, where that cannot be done. */
  copyIn(region: string, events: readonly RestoredEvent[]): Promise<boolean>;
  /** Quotes text for a statement that cannot take parameters. */
  quoted(text: string): string;
  /** Runs statements without parameters as one transaction, and enables row-level security on the tables it creates. */
  run(script: string): Promise<void>;
  /** Listens for notifications on a separate connection until `lost` is called, or the returned function is. */
  listen(channel: string, hear: (payload: string) => void, lost: () => void): Promise<() => Promise<void>>;
  end(): Promise<void>;
}

/** Unknown schema, table, function: the log was not set up in this database. */
const missing = new Set(['3F000', '42P01', '42883']);

function explain(cause: Error & { readonly code?: string }): never {
  if (!missing.has(cause.code ?? '')) throw cause;
  throw new Error('The database has no event log, or an older version of it: call migrate() first.', { cause });
}

const asWritten = { getTypeParser: () => (value: string) => value };

const ignore = (): undefined => undefined;

/** Runs a COPY on a connection of the pool. Unless the COPY completes, the connection is discarded. */
const copier =
  (pool: pg.Pool, timeoutMs: number): PostgresClient['copy'] =>
  async (text, take) => {
    const client = await pool.connect();
    client.on('error', ignore);
    const copy = new CopyOut(text, take, () => timer.refresh());
    const timer = setTimeout(() => copy.handleError(new Error('Query read timeout')), timeoutMs);
    let isWhole = false;
    try {
      client.query(copy);
      isWhole = await copy.ended.catch(explain);
      return isWhole;
    } finally {
      clearTimeout(timer);
      if (isWhole) client.off('error', ignore);
      client.release(!isWhole);
    }
  };

/**
 * Connects through the given pool, which its owner ends, or through a new pool to the given address. A statement times out after
 * `timeoutMs`, and so does connecting with a new pool; it is then unknown whether the statement was executed.
 */
export function postgresClient(source: Source, timeoutMs: number): PostgresClient {
  const isOwn = typeof source === 'string';
  const config = isOwn
    ? {
        connectionString: source,
        max: 8,
        application_name: 'regieboek-log',
        connectionTimeoutMillis: timeoutMs,
        // The server also cancels statements that the client gave up, so that they release their locks.
        statement_timeout: 4 * timeoutMs,
        keepAlive: true,
      }
    : source.options;
  const pool = isOwn ? new RegionPool(config) : source;
  // A connection that breaks while idle is replaced at its next use; without a listener it would end the process.
  if (isOwn) pool.on('error', () => undefined);

  const query = async ({ text, values = [], name }: Statement, reach: Reach): Promise<readonly Row[]> => {
    const statement = { text, values: [...values], name, rowMode: 'array', types: asWritten, query_timeout: timeoutMs };
    const { rows } = await reaching(reach, () =>
      pool.query<(string | null)[]>(statement as pg.QueryArrayConfig).catch(explain),
    );
    return rows;
  };

  const listen: PostgresClient['listen'] = async (channel, hear, lost) => {
    const client = new pg.Client(config);
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return () => client.end().catch(() => undefined);
  };

  return {
    query,
    copy: copier(pool, timeoutMs),
    copyIn: (region, events) => copyIn(pool, region, events, timeoutMs),
    quoted: pg.escapeLiteral,
    listen,
    async run(script) {
      await pool.query(script);
      await protectTables(pool);
    },
    end: async () => (isOwn ? pool.end() : undefined),
  };
}

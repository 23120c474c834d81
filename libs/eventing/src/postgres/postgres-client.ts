import { once } from 'node:events';
import type { Readable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

/** Where the database is: a connection string, or a pool that stays its owner's to end. */
export type Source = string | pg.Pool;

/** A statement with its parameters; a name keeps it prepared on the connection. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
}

/** A row as the server wrote it: every column as text. */
export type Row = readonly (string | null)[];

/** Output of a COPY: all of it, or its first part when all of it is more than was asked for. */
export interface Copied {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

/** What the log asks of the PostgreSQL client library. */
export interface PostgresClient {
  query(statement: Statement): Promise<readonly Row[]>;
  /** Runs a COPY … TO STDOUT; it is broken off soon after so many bytes. */
  copy(text: string, bytesMax: number): Promise<Copied>;
  /** Text as it stands in a statement that takes no parameters. */
  quoted(text: string): string;
  /** Runs statements without parameters as one transaction. */
  run(script: string): Promise<void>;
  /** Hears notifications on a connection of its own until `lost` is called or the result is. */
  listen(channel: string, hear: (payload: string) => void, lost: () => void): Promise<() => Promise<void>>;
  end(): Promise<void>;
}

/** Unknown schema, table, function: the log was not set up in this database. */
const missing = new Set(['3F000', '42P01', '42883']);

function explain(cause: Error & { readonly code?: string }): never {
  if (!missing.has(cause.code ?? '')) throw cause;
  throw new Error('The database has no event log, or that of an older version: call migrate() first.', { cause });
}

const asWritten = { getTypeParser: () => (value: string) => value };

const ignore = (): undefined => undefined;

/** Everything that a stream gives within some time, or what makes it more than so many bytes. */
async function outputOf(
  stream: Readable,
  { bytesMax, timeoutMs }: { readonly bytesMax: number; readonly timeoutMs: number },
): Promise<Buffer> {
  const timer = setTimeout(() => stream.destroy(new Error('Query read timeout')), timeoutMs);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > bytesMax) break;
    }
    return Buffer.concat(chunks, length);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs a COPY on a connection of a pool. */
const copier =
  (pool: pg.Pool, timeoutMs: number): PostgresClient['copy'] =>
  async (text, bytesMax) => {
    const client = await pool.connect();
    const done = new AbortController();
    // Rejects when the connection breaks, also between the last row and the end of the statement.
    const ready = once(client, 'drain', { signal: done.signal });
    ready.catch(ignore);
    client.on('error', ignore);
    let isWhole = false;
    try {
      const bytes = await outputOf(client.query(copyTo(text)), { bytesMax, timeoutMs }).catch(explain);
      if (bytes.length > bytesMax) return { bytes, isWhole };
      await ready;
      isWhole = true;
      return { bytes, isWhole };
    } finally {
      done.abort();
      if (isWhole) client.off('error', ignore);
      // A connection that still has rows to give is of no more use.
      client.release(!isWhole);
    }
  };

/**
 * Connects through the pool given, which stays its owner's, or through one of our own to the address given. A statement is given up after
 * `timeoutMs`, and so is connecting with a pool of our own; whether the statement was done is then unknown.
 */
export function postgresClient(source: Source, timeoutMs: number): PostgresClient {
  const isOwn = typeof source === 'string';
  const config = isOwn
    ? { connectionString: source, max: 8, application_name: 'regieboek-log', connectionTimeoutMillis: timeoutMs }
    : source.options;
  const pool = isOwn ? new pg.Pool(config) : source;
  // A connection that breaks while idle is replaced at its next use; without a listener it would end the process.
  if (isOwn) pool.on('error', () => undefined);

  const query = async ({ text, values = [], name }: Statement): Promise<readonly Row[]> => {
    const statement = { text, values: [...values], name, rowMode: 'array', types: asWritten, query_timeout: timeoutMs };
    const { rows } = await pool.query<(string | null)[]>(statement as pg.QueryArrayConfig).catch(explain);
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
    quoted: pg.escapeLiteral,
    listen,
    run: async (script) => void (await pool.query(script)),
    end: async () => (isOwn ? pool.end() : undefined),
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { currentReach } from '../reach.js';
import { RepeatedStatements } from './repeated.js';
import { forget, PREPARE, RegionQuery, type NamedReach } from './region-query.js';

type Callback = (error: Error | null, result?: unknown) => void;
type Asked = string | pg.QueryConfig;

/** Fields of a pg query that the client sets. */
interface Settable {
  callback?: Callback;
  query_timeout?: number | undefined;
}

const isAsked = (query: unknown): query is Asked =>
  typeof query === 'string' || (typeof query === 'object' && query !== null && !('submit' in query));

/** Transaction status of a connection outside a transaction. */
const IDLE = 'I';

/** True when one plan suits all values. The plan for a list depends on its length, from one to thousands. */
const isPlannedOnce = (values: readonly unknown[] | undefined): boolean =>
  values !== undefined && !values.some((value) => Array.isArray(value));

/** The server refuses a prepared statement whose tables have changed columns. */
const isOldPlan = (error: Error | null): boolean => (error as { code?: string } | null)?.code === '0A000';

const textOf = (query: unknown): string | undefined => {
  if (!isAsked(query)) return undefined;
  return typeof query === 'string' ? query : query.text;
};

/** A connection that tells the server with every statement which region the current work may access. */
export class RegionClient extends pg.Client {
  readonly #transaction: NamedReach = { status: () => this.getTransactionStatus(), named: undefined };
  readonly #ask: (...query: readonly unknown[]) => unknown;
  readonly #repeated = new RepeatedStatements();
  #prepared: Promise<unknown> | undefined;
  #isPrepared = false;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.#ask = this.query.bind(this);
    this.query = ((query: unknown, ...rest: readonly unknown[]) => {
      const reach = currentReach();
      if (reach !== undefined && isAsked(query)) return this.#named(reach, query, rest);
      forget(this.#transaction, textOf(query));
      return this.#ask(query, ...rest);
    }) as pg.Client['query'];
  }

  #named(reach: string, asked: Asked, rest: readonly unknown[]): Promise<unknown> | undefined {
    const [values, given] = (typeof rest[0] === 'function' ? [undefined, rest[0]] : rest) as [unknown[]?, Callback?];
    const callback = given ?? (asked as Settable).callback;
    if (callback) return void this.#answer(reach, asked, values, callback);
    return new Promise((resolve, reject) => {
      this.#answer(reach, asked, values, (error, result) => (error ? reject(error) : resolve(result)));
    });
  }

  /**
   * Runs a statement, prepared if it is run often. When its plan is older than a change of its tables, the plan is dropped and
   * the statement runs again.
   */
  #answer(reach: string, asked: Asked, values: unknown[] | undefined, callback: Callback): void {
    const config = typeof asked === 'string' ? { text: asked } : asked;
    const isPrepared = config.name === undefined && isPlannedOnce(values ?? config.values);
    const name = isPrepared ? this.#repeated.nameOf(config.text) : undefined;
    const own = name === undefined ? asked : { ...config, name };
    const query = new RegionQuery(reach, this.#transaction, own, values, callback as () => void);
    const settable = query as unknown as Settable;
    settable.query_timeout = (config as Settable).query_timeout;
    if (name !== undefined)
      settable.callback = (error, result) => {
        const isOld = isOldPlan(error);
        if (isOld) this.#repeated.forget();
        if (isOld && this.getTransactionStatus() === IDLE) this.#answer(reach, asked, values, callback);
        else callback(error, result);
      };
    this.#askPrepared(query);
  }

  /** Runs the query once the statement that sets the reach is prepared, which happens on first use of this connection. */
  #askPrepared(query: RegionQuery): void {
    if (this.#isPrepared) return void this.#ask(query);
    this.#prepared ??= this.#ask(PREPARE) as Promise<unknown>;
    const ask = (): void => {
      this.#isPrepared = true;
      this.#ask(query);
    };
    // If preparing failed, the query fails too, and accesses no rows.
    this.#prepared.then(ask, ask);
  }
}

/** Connections of the application: each statement sets the region that the calling work may access. */
export class RegionPool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    // pg-pool creates its connections from this class; its types omit the option.
    super({ ...config, Client: RegionClient });
    const connect = this.connect.bind(this) as (callback?: Callback) => unknown;
    // A pool calls back in the context of the work that released the connection, which may have another reach.
    this.connect = ((callback?: Callback) =>
      callback ? connect(AsyncLocalStorage.bind(callback)) : connect()) as pg.Pool['connect'];
  }
}

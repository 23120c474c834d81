import pg from 'pg';

/** Setting that the policies of tables compare with the region of a row. */
export const REGION_SETTING = 'regieboek.region';

/** Name of the statement that sets the reach, prepared on every connection that needs it. */
const PREPARED = 'regieboek_region';
export const PREPARE = `PREPARE ${PREPARED} (text) AS SELECT set_config('${REGION_SETTING}', $1, true)`;

/** Parts of a pg connection that a query writes to. */
interface Connection {
  readonly stream: { cork(): void; uncork(): void; destroy(): void };
  bind(message: { readonly statement: string; readonly values: readonly string[] }): void;
  execute(message: object): void;
}

/** Internals of pg's query that are used here; its types omit them. */
interface Inside {
  text?: string;
  requiresPreparation(): boolean;
  submit(connection: Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}

const inside = pg.Query.prototype as unknown as Inside;

/** Transaction of a connection: its status as last reported by the server, and the reach that was set in it. */
export interface NamedReach {
  status(): string | null;
  named: string | undefined;
}

const IN_TRANSACTION = 'T';
const FAILED = 'E';

/**
 * True when a statement begins or ends a transaction, so that the reach must be set again; a rollback to a savepoint may undo it
 * too.
 */
const begins = (text = ''): boolean => /^\s*(begin|start)\b/i.test(text);
const ends = (text = ''): boolean => /^\s*(commit|end|rollback|abort)\b/i.test(text);

/** Forgets the reach when a statement that does not set it may end or begin a transaction. */
export function forget(transaction: NamedReach, text: string | undefined): void {
  if (transaction.status() !== IN_TRANSACTION || begins(text) || ends(text)) transaction.named = undefined;
}

/**
 * A query that first sets its reach, in the same message to the server and the same transaction; outside a transaction block the
 * setting ends with the query. In a transaction that already has this reach it adds nothing. Neither case adds a round trip.
 */
export class RegionQuery extends pg.Query {
  /** True while answers belong to the statement that sets the reach; they are dropped. */
  #isNaming = false;
  readonly #reach: string;
  readonly #transaction: NamedReach;

  constructor(reach: string, transaction: NamedReach, ...query: ConstructorParameters<typeof pg.Query>) {
    super(...query);
    this.#reach = reach;
    this.#transaction = transaction;
    const own = this as unknown as Inside;
    own.submit = (connection) => this.#submit(connection);
    own.handleRowDescription = (message) => {
      if (!this.#isNaming) inside.handleRowDescription.call(this, message);
    };
    own.handleDataRow = (message) => {
      if (!this.#isNaming) inside.handleDataRow.call(this, message);
    };
    own.handleCommandComplete = (message, connection) => {
      if (!this.#isNaming) inside.handleCommandComplete.call(this, message, connection);
      this.#isNaming = false;
    };
  }

  #submit(connection: Connection): Error | null {
    const own = this as unknown as Inside;
    const status = this.#transaction.status();
    const isNamed = status === IN_TRANSACTION && this.#transaction.named === this.#reach;
    if (ends(own.text)) this.#transaction.named = undefined;
    if (isNamed || status === FAILED) return inside.submit.call(this, connection);
    const lasts = status === IN_TRANSACTION ? !ends(own.text) : begins(own.text);
    this.#transaction.named = lasts ? this.#reach : undefined;
    this.#isNaming = true;
    if (!own.requiresPreparation()) {
      own.text = `SELECT set_config('${REGION_SETTING}', ${pg.escapeLiteral(this.#reach)}, true); ${own.text ?? ''}`;
      return inside.submit.call(this, connection);
    }
    connection.stream.cork();
    try {
      connection.bind({ statement: PREPARED, values: [this.#reach] });
      connection.execute({});
      const fault = inside.submit.call(this, connection);
      // The second half of the message was not sent, so the connection is unusable.
      if (fault) connection.stream.destroy();
      return fault;
    } finally {
      connection.stream.uncork();
    }
  }
}

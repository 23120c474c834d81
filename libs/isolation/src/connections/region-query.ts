import pg from 'pg';

/** Setting that the policies of tables compare with the region of a row. */
export const REGION_SETTING = 'regieboek.region';

/** Statement that names the reach, prepared on every connection that needs it. */
const PREPARED = 'regieboek_region';
export const PREPARE = `PREPARE ${PREPARED} (text) AS SELECT set_config('${REGION_SETTING}', $1, true)`;

/** Parts of a connection of pg that a statement writes to. */
interface Connection {
  readonly stream: { cork(): void; uncork(): void; destroy(): void };
  bind(message: { readonly statement: string; readonly values: readonly string[] }): void;
  execute(message: object): void;
}

/** Parts of pg's own statement that are used here; its types leave them out. */
interface Inside {
  text?: string;
  requiresPreparation(): boolean;
  submit(connection: Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}

const inside = pg.Query.prototype as unknown as Inside;

/** Transaction of a connection: its state as the server last gave it, and the reach that was named in it. */
export interface NamedReach {
  status(): string | null;
  named: string | undefined;
}

const IN_TRANSACTION = 'T';
const FAILED = 'E';

/** Whether a statement begins a transaction, or ends it, after which what was named does not count; a rollback to a savepoint may undo it. */
const begins = (text = ''): boolean => /^\s*(begin|start)\b/i.test(text);
const ends = (text = ''): boolean => /^\s*(commit|end|rollback|abort)\b/i.test(text);

/** Forgets what was named where a statement that names nothing may end or begin a transaction. */
export function forget(transaction: NamedReach, text: string | undefined): void {
  if (transaction.status() !== IN_TRANSACTION || begins(text) || ends(text)) transaction.named = undefined;
}

/**
 * A statement that names its reach first, in the same message to the server and the same transaction: for a statement by itself the
 * setting ends with it. In a transaction that has named this reach it adds nothing. No round trip is added either way.
 */
export class RegionQuery extends pg.Query {
  /** Whether answers belong to the naming of the reach, and are dropped. */
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
      // Nothing followed the first half of the message: the connection is of no more use.
      if (fault) connection.stream.destroy();
      return fault;
    } finally {
      connection.stream.uncork();
    }
  }
}

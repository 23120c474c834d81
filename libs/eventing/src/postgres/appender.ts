import { WrongRevision, UnknownOutcome } from '../event-log.js';
import type { Appended } from '../event-log.js';
import { asExpected } from '../prepare-append.js';
import type { PreparedAppend } from '../prepare-append.js';
import { GroupCommit } from '../group-commit.js';
import type { PostgresClient, Row, Statement } from './postgres-client.js';
import { isTransient, withRetry } from './transient.js';
import type { RetryPolicy } from '../retry.js';

/** An append, and its time in milliseconds when a clock was given. */
interface Job {
  readonly append: PreparedAppend;
  readonly atMs: number | null;
}

/** Answer of log.append: position -1 means that `revision` was not the expected one. */
interface Outcome {
  readonly revision: number;
  readonly position: number;
}

const limits = { jobsMax: 512, sizeMax: 2_097_152, sizeOf: ({ append }: Job) => append.bytes };
const SEPARATOR = '\u001e';

function statement(region: string, jobs: readonly Job[]): Statement {
  const appends = jobs.map(({ append }) => append);
  const events = appends.flatMap((append) => append.events);
  return {
    name: 'regieboek_log_append',
    text: 'select * from log.append($1, $2, $3::int[], $4::int[], $5, $6::bigint[], $7, $8, $9)',
    values: [
      region,
      appends.map(({ stream }) => stream).join(SEPARATOR),
      appends.map(({ expected }) => expected),
      appends.map((append) => append.events.length),
      appends.map(({ meta }) => meta).join(SEPARATOR),
      jobs.map(({ atMs }) => atMs),
      events.map(({ id }) => id).join(SEPARATOR),
      events.map(({ type }) => type).join(SEPARATOR),
      events.map(({ data }) => data).join(SEPARATOR),
    ],
  };
}

const outcomeOf = ([revision, position]: Row): Outcome => ({
  revision: Number(revision),
  position: Number(position ?? -1),
});

/** Sends appends to PostgreSQL: one flush at a time per region, retried when the connection fails. */
export class Appender {
  readonly #client: PostgresClient;
  readonly #retry: RetryPolicy;
  readonly #recorded: (region: string) => void;
  readonly #regions = new Map<string, GroupCommit<Job, Outcome>>();

  constructor(client: PostgresClient, retry: RetryPolicy, recorded: (region: string) => void) {
    this.#client = client;
    this.#retry = retry;
    this.#recorded = recorded;
  }

  /** Records a validated append. Throws as EventLog.append does. */
  async append(append: PreparedAppend, atMs: number | null): Promise<Appended> {
    const { revision, position } = await this.#queue(append.region)
      .add({ append, atMs })
      .catch((error: unknown) => {
        if (isTransient(error)) throw new UnknownOutcome(append.stream, this.#retry.attemptsMax, error);
        throw error;
      });
    if (position < 0) throw new WrongRevision(append.stream, asExpected(append.expected), asExpected(revision));
    return { revision, position };
  }

  /** Resolves when all running appends have their outcome. */
  async idle(): Promise<void> {
    await Promise.all([...this.#regions.values()].map((queue) => queue.idle()));
  }

  #queue(region: string): GroupCommit<Job, Outcome> {
    const known = this.#regions.get(region);
    if (known) return known;
    const flush = (jobs: readonly Job[]) => this.#flush(region, jobs);
    const queue = new GroupCommit<Job, Outcome>(flush, limits, (error) => !isTransient(error));
    this.#regions.set(region, queue);
    return queue;
  }

  async #flush(region: string, jobs: readonly Job[]): Promise<readonly Outcome[]> {
    const rows = await withRetry(this.#retry, () => this.#client.query(statement(region, jobs), region));
    const outcomes = rows.map(outcomeOf);
    if (outcomes.some(({ position }) => position > 0)) this.#recorded(region);
    return outcomes;
  }
}

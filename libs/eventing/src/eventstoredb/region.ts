import { AppendTooLarge, EventsRemoved, UnknownOutcome, WrongRevision } from '../event-log.js';
import type { Appended, Recorded } from '../event-log.js';
import { GroupCommit } from '../group-commit.js';
import { APPEND_BYTES_MAX, asExpected } from '../prepare-append.js';
import type { PreparedAppend } from '../prepare-append.js';
import { BATCH_SIZE } from '../region-range.js';
import { withRetry } from '../retry.js';
import type { RetryPolicy } from '../retry.js';
import { EventStoreFailure } from './event-store-client.js';
import type { EventStoreClient, ProposedEvent } from './event-store-client.js';
import { isUnanswered } from './failures.js';
import { plan } from './plan.js';
import type { Job, Plan, Verdict } from './plan.js';
import { RegionIndex } from './region-index.js';
import type { RegionReader } from './region-reader.js';

/** Where a job stands: answered, or refused because its stream is at `actual`. */
type Outcome = Appended | { readonly actual: number };

/** What a region needs of its surroundings. */
export interface Surroundings {
  readonly stream: string;
  readonly client: EventStoreClient;
  readonly reader: RegionReader;
  readonly retry: RetryPolicy;
  /** Enters the region in the directory, before its first event. */
  readonly open: () => Promise<void>;
  /** Hears of everything recorded here. */
  readonly recorded: () => void;
}

const limits = { jobsMax: 512, sizeMax: APPEND_BYTES_MAX, sizeOf: ({ append }: Job) => append.bytes };

/**
 * A region as one stream of EventStoreDB, so that its revisions number the region's events without gaps. The streams of the log are in the index,
 * which is brought up to date before anything is refused, and proved to be so by the expected revision when something is written.
 */
export class Region {
  readonly #around: Surroundings;
  readonly #index: RegionIndex;
  readonly #queue: GroupCommit<Job, Outcome>;
  #refreshing: Promise<void> = Promise.resolve();
  #queued: Promise<void> | undefined;
  #isLoaded = false;
  /** Head at which a write went unanswered: it may still arrive, until the region has grown beyond. */
  #unansweredAt: number | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#index = new RegionIndex(around.reader.region);
    this.#queue = new GroupCommit(
      (jobs) => this.#flush(jobs),
      limits,
      (error) => !isUnanswered(error),
    );
  }

  /** Records a checked append; see EventLog.append for what it throws. */
  async append(append: PreparedAppend, atMs: number): Promise<Appended> {
    const outcome = await this.#queue.add({ append, atMs }).catch((error: unknown) => {
      throw this.#explained(error, append);
    });
    if ('position' in outcome) return outcome;
    throw new WrongRevision(append.stream, asExpected(append.expected), asExpected(outcome.actual));
  }

  /** Resolves when all appends under way have their outcome. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  /** The events of a stream of the log, in pages. */
  async *read(stream: string): AsyncGenerator<readonly Recorded[]> {
    await this.#refresh();
    yield* this.#around.reader.at([...this.#index.positions(stream)], BATCH_SIZE);
  }

  #explained(error: unknown, { stream, bytes }: PreparedAppend): unknown {
    if (isUnanswered(error)) return new UnknownOutcome(stream, this.#around.retry.attemptsMax, error);
    if (!(error instanceof EventStoreFailure)) return error;
    if (error.kind === 'too-large') return new AppendTooLarge(stream, bytes, error.options.bytesMax ?? 0);
    if (error.kind === 'deleted')
      return new EventsRemoved(`Region ${this.#around.reader.region}`, 'its stream is deleted');
    return error;
  }

  async #flush(jobs: readonly Job[]): Promise<readonly Outcome[]> {
    let isFresh = !this.#isLoaded;
    if (isFresh) await this.#refresh();
    for (;;) {
      const planned = plan(this.#index, jobs);
      const outcomes = await this.#judge(jobs, planned.verdicts);
      const isRefused = outcomes.some((outcome) => 'actual' in outcome);
      if (!(isRefused && !isFresh)) {
        if (planned.events.length === 0 || (await this.#write(planned))) return outcomes;
      }
      await this.#refresh();
      isFresh = true;
    }
  }

  /** What the verdicts mean, once the ids of events that may be repeats are looked up. */
  async #judge(jobs: readonly Job[], verdicts: readonly Verdict[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const [index, verdict] of verdicts.entries()) {
      if (verdict.kind === 'record') outcomes.push(verdict.answer);
      else if (verdict.kind === 'refuse') outcomes.push({ actual: verdict.actual });
      else outcomes.push(await this.#compare(jobs[index], verdict));
    }
    return outcomes;
  }

  async #compare(job: Job | undefined, { sent, actual }: Extract<Verdict, { kind: 'compare' }>): Promise<Outcome> {
    const positions = sent.filter(({ id }) => id === undefined).map(({ position }) => position);
    const ids = new Map<number, string>();
    for await (const page of this.#around.reader.at(positions, BATCH_SIZE))
      for (const { position, id } of page) ids.set(position, id);
    const isSame = sent.every(({ position, id }, at) => (id ?? ids.get(position)) === job?.append.events[at]?.id);
    const last = sent.at(-1);
    if (!isSame || !job || !last) return { actual };
    return { revision: job.append.expected + job.append.events.length, position: last.position };
  }

  /** Writes what is planned; false when the index has to be brought up to date before anything is known. */
  async #write({ events, indexed }: Plan): Promise<boolean> {
    const head = this.#index.head;
    if (head === 0) await this.#around.open();
    const answer = await this.#send(head, events);
    if (answer === 'wrong-revision') {
      const found = await this.#around.reader.head();
      if (found <= head) throw this.#around.reader.gap(head + 1, found + 1);
      return false;
    }
    this.#around.recorded();
    // After an unanswered write the answer may be about that one: look what stands there.
    if (this.#unansweredAt !== undefined) return false;
    for (const event of indexed) this.#index.take(event);
    return true;
  }

  /** Sends the same events at the same revision until there is an answer. */
  #send(head: number, events: readonly ProposedEvent[]): Promise<'written' | 'wrong-revision'> {
    const { retry, client, stream } = this.#around;
    let tried = 0;
    return withRetry(retry, isUnanswered, () => {
      tried += 1;
      if (tried > 1) this.#unansweredAt ??= head;
      return client.append(stream, head - 1, events);
    }).catch((error: unknown) => {
      if (isUnanswered(error)) this.#unansweredAt ??= head;
      throw error;
    });
  }

  /** Takes in all that was recorded up to now; those who ask while it is under way share the next one. */
  #refresh(): Promise<void> {
    this.#queued ??= this.#refreshing
      .catch(() => undefined)
      .then(() => {
        this.#queued = undefined;
        this.#refreshing = this.#load();
        return this.#refreshing;
      });
    return this.#queued;
  }

  async #load(): Promise<void> {
    const { reader } = this.#around;
    if (!this.#isLoaded) await reader.checkKept();
    const [after, upTo] = [this.#index.head, await reader.head()];
    if (upTo < after) throw reader.gap(after + 1, upTo + 1);
    for await (const page of reader.pages({ after, upTo, rows: BATCH_SIZE }))
      for (const { stream, revision, position, recordedAt } of page)
        this.#index.take({ stream, revision, position, atMs: Date.parse(recordedAt) });
    this.#isLoaded = true;
    if (this.#unansweredAt !== undefined && this.#index.head > this.#unansweredAt) this.#unansweredAt = undefined;
  }
}

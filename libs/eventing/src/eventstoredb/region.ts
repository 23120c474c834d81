import { setTimeout as delay } from 'node:timers/promises';
import { AppendTooLarge, NothingRecorded, UnknownOutcome, WrongRevision } from '../event-log.js';
import type { Appended, Recorded } from '../event-log.js';
import { GroupCommit } from '../group-commit.js';
import { APPEND_BYTES_MAX, asExpected } from '../prepare-append.js';
import type { PreparedAppend } from '../prepare-append.js';
import { BATCH_SIZE } from '../region-range.js';
import { looks, withRetry } from '../retry.js';
import type { RetryPolicy } from '../retry.js';
import { EventStoreFailure } from './event-store-client.js';
import type { EventStoreClient, ProposedEvent } from './event-store-client.js';
import { isNotSent, isUnanswered, settled } from './failures.js';
import type { Turn } from './line/line.js';
import type { Lines } from './line/lines.js';
import { RegionLine } from './line/region-line.js';
import { plan } from './plan.js';
import type { Job, Plan, Verdict } from './plan.js';
import { KeptIndex } from './index-record/kept-index.js';
import type { RegionReader } from './region-reader.js';

/** State of a job: answered, or refused because its stream is at `actual`. */
type Outcome = Appended | { readonly actual: number };

/** Dependencies of a region. */
export interface RegionDependencies {
  readonly stream: string;
  /** The stream in which its index is recorded. */
  readonly indexStream: string;
  readonly client: EventStoreClient;
  readonly reader: RegionReader;
  readonly retry: RetryPolicy;
  /** Adds the region to the directory, before its first event. */
  readonly open: () => Promise<void>;
  /** Waiting lines of the writers of the same regions. */
  readonly lines: Lines;
  /** Called after every write to the region by this process. */
  readonly recorded: () => void;
}

const limits = { jobsMax: 512, sizeMax: APPEND_BYTES_MAX, sizeOf: ({ append }: Job) => append.bytes };

/**
 * A region as one stream of EventStoreDB, so that the server's revisions number the region's events without gaps. The index knows
 * the streams of the log. It is brought up to date before anything is refused; for a write the expected revision proves that it
 * is current.
 */
export class Region {
  readonly #around: RegionDependencies;
  readonly #index: KeptIndex;
  readonly #queue: GroupCommit<Job, Outcome>;
  readonly #line: RegionLine;
  /** Last head at which a write went unanswered: that write may still arrive until the region has grown beyond it. */
  #unansweredAt: number | undefined;
  /** Whether part of the running flush may have been recorded. */
  #mayBeRecorded = false;

  constructor(around: RegionDependencies) {
    this.#around = around;
    const { client, reader, retry } = around;
    this.#index = new KeptIndex({ client, reader, retry, stream: around.indexStream });
    this.#line = new RegionLine(around.reader.region, around.lines, {
      head: () => this.#index.now.head,
      part: (after) => this.#index.now.part(after),
      take: (part) => this.#index.told(part),
    });
    this.#queue = new GroupCommit(
      (jobs) => this.#flushOrSay(jobs).finally(() => this.#line.rest()),
      limits,
      (error) => !isUnanswered(error),
      () => this.#line.turn()?.then((turn) => this.#prepare(turn)),
    );
  }

  /** Records a validated append. Throws as EventLog.append does. */
  async append(append: PreparedAppend, atMs: number): Promise<Appended> {
    const outcome = await this.#queue.add({ append, atMs }).catch(async (error: unknown) => {
      throw await this.#explained(error, append);
    });
    if ('position' in outcome) return outcome;
    throw new WrongRevision(append.stream, asExpected(append.expected), asExpected(outcome.actual));
  }

  /** Another process waits for the region. */
  called(): void {
    if (this.#index.isLoaded) this.#line.called();
  }

  /** Resolves when all pending appends have an outcome and no other process waits for this one. */
  async close(): Promise<void> {
    await this.#queue.idle();
    await this.#line.close();
    await this.#index.idle();
  }

  /** The events of a stream of the log, in pages. */
  read(stream: string): AsyncGenerator<readonly Recorded[]> {
    return this.#index.read(stream);
  }

  async #explained(error: unknown, { stream, bytes }: PreparedAppend): Promise<unknown> {
    if (isNotSent(error)) return new NothingRecorded(stream, error);
    if (isUnanswered(error)) return new UnknownOutcome(stream, this.#around.retry.attemptsMax, error);
    if (!(error instanceof EventStoreFailure)) return error;
    if (error.kind === 'too-large') return new AppendTooLarge(stream, bytes, error.options.bytesMax ?? 0);
    if (error.kind !== 'deleted') return error;
    // For a deleted stream the head is an error, reported once a second look confirms it.
    return this.#around.reader.head().then(
      () => error,
      (removed: unknown) => removed,
    );
  }

  /** Flushes; a failure tells whether any of these jobs may have been recorded. */
  async #flushOrSay(jobs: readonly Job[]): Promise<readonly Outcome[]> {
    // Earlier unanswered writes may be these same jobs.
    this.#mayBeRecorded = this.#unansweredAt !== undefined;
    try {
      return await this.#flush(jobs);
    } catch (error) {
      throw isUnanswered(error) ? settled(error, this.#mayBeRecorded) : error;
    }
  }

  async #flush(jobs: readonly Job[]): Promise<readonly Outcome[]> {
    let isFresh = !this.#index.isLoaded;
    if (isFresh) await this.#refresh();
    for (;;) {
      const planned = plan(this.#index.now, jobs);
      const outcomes = await this.#judge(jobs, planned.verdicts);
      const isRefused = outcomes.some((outcome) => 'actual' in outcome);
      if (isRefused && isFresh && !(await this.#index.confirm())) continue;
      if (!(isRefused && !isFresh)) {
        if (planned.events.length === 0 || (await this.#write(planned, jobs.length))) return outcomes;
      }
      await this.#line.turn();
      await this.#refresh();
      isFresh = true;
    }
  }

  /** Reads what other processes wrote, unless they reported it. */
  async #prepare(turn: Turn | undefined): Promise<void> {
    if (turn?.head === undefined || this.#index.now.head >= turn.head) return;
    // Unreadable events are refused or unanswered on write.
    await this.#refresh().catch(() => undefined);
  }

  /** Outcomes of the verdicts, after looking up the ids of possible repeats. */
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
    // These may be the very events that were recorded before.
    this.#mayBeRecorded = true;
    const positions = sent.filter(({ id }) => id === undefined).map(({ position }) => position);
    const ids = new Map<number, string>();
    for await (const page of this.#around.reader.at(positions, BATCH_SIZE))
      for (const { position, id } of page) ids.set(position, id);
    const isSame = sent.every(({ position, id }, at) => (id ?? ids.get(position)) === job?.append.events[at]?.id);
    const last = sent.at(-1);
    if (!isSame || !job || !last) return { actual };
    return { revision: job.append.expected + job.append.events.length, position: last.position };
  }

  /** Writes the plan; false when the index must be brought up to date first. */
  async #write({ head, events, indexed }: Plan, appends: number): Promise<boolean> {
    if (head === 0) await this.#around.open();
    this.#line.writing(head, appends, events.length);
    if (!(await this.#sendUntilSeen(head, events))) return false;
    this.#mayBeRecorded = true;
    this.#around.recorded();
    // After an unanswered write the answer may belong to that one: read what is there.
    if (this.#unansweredAt !== undefined) return false;
    this.#index.wrote(head, indexed);
    return true;
  }

  /**
   * Sends until the events are written or the region has moved on. A server may also refuse because of a write that it accepted
   * but does not show yet, or that is lost in a change of leader; neither loses an event.
   */
  async #sendUntilSeen(head: number, events: readonly ProposedEvent[]): Promise<boolean> {
    const { reader, retry } = this.#around;
    for (const waitMs of looks(retry)) {
      if ((await this.#send(head, events)) === 'written') return true;
      this.#line.refused();
      const found = await this.#index.unlessTold(() => reader.headFrom(head));
      if (found === undefined || found > head) return false;
      await delay(waitMs);
    }
    this.#mayBeRecorded = true;
    throw new EventStoreFailure(
      'no-answer',
      'EventStoreDB refuses the append because of an event that it does not show yet.',
    );
  }

  /** Sends the same events at the same revision until there is an answer. */
  #send(head: number, events: readonly ProposedEvent[]): Promise<'written' | 'wrong-revision'> {
    const { retry, client, stream } = this.#around;
    let underWay = 0;
    const unanswered = (error: unknown) => {
      if (!isUnanswered(error) || (isNotSent(error) && underWay === 0)) return;
      this.#unansweredAt = Math.max(this.#unansweredAt ?? 0, head);
      this.#mayBeRecorded = true;
    };
    const attempt = async () => {
      underWay += 1;
      try {
        return await client.append(stream, head - 1, events);
      } catch (error) {
        if (!isNotSent(error)) unanswered(error);
        throw error;
      } finally {
        underWay -= 1;
      }
    };
    // A try that was given up may still be sent.
    return withRetry(retry, isUnanswered, attempt).catch((error: unknown) => {
      unanswered(error);
      throw error;
    });
  }

  /** Brings the index up to date. */
  async #refresh(): Promise<void> {
    await this.#index.refresh();
    if (this.#unansweredAt !== undefined && this.#index.now.head > this.#unansweredAt) this.#unansweredAt = undefined;
  }
}

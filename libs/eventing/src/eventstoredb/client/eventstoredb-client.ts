import PQueue from 'p-queue';
import {
  ANY,
  BACKWARDS,
  END,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type {
  AppendExpectedRevision,
  EventData,
  EventStoreDBClient,
  JSONType,
  ResolvedEvent,
  StreamingRead,
} from '@eventstore/db-client';
import { NoAnswer, withDeadline } from '../../retry.js';
import { connect } from './connection.js';
import type { Connection } from './connection.js';
import { failureOf, isNoStream, isUnanswered } from '../failures.js';
import { EventStoreFailure } from '../event-store-client.js';
import type {
  SubscriptionListener,
  EventStoreClient,
  ProposedEvent,
  ReadRange,
  StoredEvent,
} from '../event-store-client.js';
import { FastLane } from './fast-lane.js';
import { Leader } from './leader.js';

/**
 * Maximum number of concurrent requests. Together with the subscriptions it stays under the 100 streams of an HTTP/2 connection;
 * beyond that, requests starve.
 */
const REQUESTS_MAX = 32;

/** Time limit for a node other than the leader to answer, before the leader is asked. */
const PREFERRED_MS = 2_000;

/** A follower may be behind, and would show a log that has shrunk. */
const fromLeader = { requiresLeader: true };

function expectedRevision(expected: number | 'any'): AppendExpectedRevision {
  if (expected === 'any') return ANY;
  return expected < 0 ? NO_STREAM : BigInt(expected);
}

const eventOf = ({ id, type, data, metadata }: ProposedEvent): EventData =>
  jsonEvent({ id, type, data: data as JSONType, metadata });

/** `resolved.event` is missing when a link leads nowhere; a region's stream holds no links. */
function storedOf({ event }: ResolvedEvent): StoredEvent {
  if (!event) throw new EventStoreFailure('refused', 'A link stands where an event should be.');
  const { revision, id, type, data, metadata } = event;
  return { revision: Number(revision), id, type, data, metadata };
}

/** Reads to the end of the answer; gives up when no event arrives for `timeoutMs`. */
function collect(reading: StreamingRead<ResolvedEvent>, { isEnough }: ReadRange, timeoutMs: number) {
  const { promise, resolve, reject } = Promise.withResolvers<readonly StoredEvent[]>();
  const events: StoredEvent[] = [];
  const leave = () => void reading.cancel().catch(() => undefined);
  const timer = setTimeout(() => {
    leave();
    reject(new NoAnswer(timeoutMs));
  }, timeoutMs);
  reading.on('data', (resolved: ResolvedEvent) => {
    timer.refresh();
    try {
      const event = storedOf(resolved);
      events.push(event);
      if (!isEnough?.(event)) return;
      reading.removeAllListeners('data');
      resolve(events);
    } catch (error) {
      reject(error);
    }
    leave();
  });
  // This listener is never removed: the library may emit an error after the reader has stopped.
  reading.on('error', reject);
  reading.on('end', () => resolve(events));
  reading.on('close', () => resolve(events));
  return promise.finally(() => clearTimeout(timer));
}

/** Once a request has waited this long, the client checks whether another node leads, and repeats the check at this interval. */
const DOUBT_MS = 500;
/** Maximum number of redirects to the named leader. */
const HOPS_MAX = 3;

async function readOver(
  { single }: Connection,
  stream: string,
  { range, timeoutMs, requiresLeader }: { range: ReadRange; timeoutMs: number; requiresLeader: boolean },
): Promise<readonly StoredEvent[] | undefined> {
  const direction = range.from === 'end' ? BACKWARDS : FORWARDS;
  const fromRevision = range.from === 'end' ? END : BigInt(range.from);
  try {
    const options = { direction, fromRevision, maxCount: range.countMax, requiresLeader } as const;
    return await collect(single.readStream(stream, options), range, timeoutMs);
  } catch (error) {
    if (isNoStream(error)) return undefined;
    throw error;
  }
}

/** The only EventStoreDB client in this package. Works around bugs of the client library. */
export class EventStoreDbClient implements EventStoreClient {
  readonly #leader: Leader;
  readonly #timeoutMs: number;
  readonly #requests = new PQueue({ concurrency: REQUESTS_MAX });
  readonly #fastLane = new FastLane();

  /** `url` is an `esdb://` connection string, including its options for TLS, certificates and credentials. */
  constructor(url: string, timeoutMs: number) {
    // The library validates the connection string and the files it names.
    connect(url);
    this.#leader = new Leader(url, timeoutMs);
    this.#timeoutMs = timeoutMs;
  }

  append(
    stream: string,
    expected: number | 'any',
    events: readonly ProposedEvent[],
  ): Promise<'written' | 'wrong-revision'> {
    const options = { expectedRevision: expectedRevision(expected), deadline: this.#timeoutMs, ...fromLeader };
    const send = (client: EventStoreDBClient) =>
      withDeadline(this.#timeoutMs, () => client.appendToStream(stream, events.map(eventOf), options));
    return this.#askLeader(async ({ batching, single }) => {
      try {
        const { success } = await this.#fastLane.take(
          () => send(batching),
          () => send(single),
        );
        return success ? 'written' : 'wrong-revision';
      } catch (error) {
        if (error instanceof WrongExpectedVersionError) return 'wrong-revision';
        throw error;
      }
    });
  }

  async read(stream: string, range: ReadRange): Promise<readonly StoredEvent[] | undefined> {
    const found = range.isThere ? await this.#readPreferred(stream, range) : undefined;
    if (found) return found;
    const how = { range, timeoutMs: this.#timeoutMs, requiresLeader: true };
    return this.#askLeader((connection) => readOver(connection, stream, how));
  }

  watch(stream: string, after: number, listener: SubscriptionListener): () => void {
    let isOver = false;
    let stop = () => {};
    const lost = () => {
      if (!isOver) listener.lost();
      isOver = true;
    };
    const start = ({ single }: Connection) => {
      if (isOver) return;
      const subscription = single.subscribeToStream(stream, { fromRevision: after < 0 ? START : BigInt(after) });
      subscription.on('data', (resolved: ResolvedEvent) => {
        if (!isOver && resolved.event) listener.received(Number(resolved.event.revision), storedOf(resolved));
      });
      subscription.on('confirmation', () => listener.confirmed());
      for (const end of ['error', 'end', 'close'] as const) subscription.on(end, lost);
      stop = () => void subscription.unsubscribe().catch(() => undefined);
    };
    this.#leader.connection().then(start).catch(lost);
    return () => {
      isOver = true;
      stop();
    };
  }

  async apart<T>(work: (client: Pick<EventStoreClient, 'read'>) => Promise<T>): Promise<T> {
    const connection = await this.#leader.verified();
    const how = { timeoutMs: this.#timeoutMs, requiresLeader: true };
    try {
      const done = await work({
        read: (stream, range) =>
          readOver(connection, stream, { range, ...how }).catch((error: unknown) => {
            throw failureOf(error, connection.address);
          }),
      });
      // The result contradicts earlier ones, so this connection is no longer trusted.
      this.#leader.leaveCurrent();
      return done;
    } finally {
      void connection.close();
    }
  }

  async end(): Promise<void> {
    this.#fastLane.leave();
    await withDeadline(this.#timeoutMs, () => this.#leader.close()).catch(() => undefined);
  }

  /**
   * Sends a request to the leader. A node that answers that it does not lead has changed nothing; the node it names is tried
   * next.
   */
  #askLeader<T>(request: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#requests.add(async () => {
      for (let hops = 1; ; hops += 1) {
        const connection = await this.#leader.connection();
        try {
          return await this.#ask(connection, request);
        } catch (error) {
          const failure = failureOf(error, connection.address);
          // This also covers a batch call that the server has ended: it keeps accepting appends, but never sends them.
          if (isUnanswered(failure)) this.#leader.leave(connection, failure.options.leader);
          if (!failure.options.leader || hops >= HOPS_MAX) throw failure;
        }
      }
    });
  }

  async #ask<T>(connection: Connection, request: (connection: Connection) => Promise<T>): Promise<T> {
    const doubt = setInterval(() => void this.#leader.check(connection).catch(() => undefined), DOUBT_MS);
    try {
      return await connection.use(request);
    } finally {
      clearInterval(doubt);
    }
  }

  /** Reads from a node that may be behind, if the connection string prefers one; undefined when the leader has to be asked. */
  async #readPreferred(stream: string, range: ReadRange): Promise<readonly StoredEvent[] | undefined> {
    const connection = await this.#leader.preferred().catch(() => undefined);
    if (!connection) return undefined;
    const how = { range, timeoutMs: Math.min(this.#timeoutMs, PREFERRED_MS), requiresLeader: false };
    try {
      const events = await this.#requests.add(() => connection.use(() => readOver(connection, stream, how)));
      return events?.[0]?.revision === range.from ? events : undefined;
    } catch {
      connection.leave();
      return undefined;
    }
  }
}

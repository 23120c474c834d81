import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { AppendExpectedRevision, EventData, JSONType, ResolvedEvent, StreamingRead } from '@eventstore/db-client';
import { NoAnswer, withDeadline } from '../retry.js';
import { failureOf, isNoStream } from './failures.js';
import { EventStoreFailure } from './event-store-client.js';
import type { Ear, EventStoreClient, ProposedEvent, ReadRange, StoredEvent } from './event-store-client.js';
import { FastLane } from './fast-lane.js';
import { letLateAnswersPass } from './late-answers.js';
import { Turns } from './turns.js';

/** Requests under way at a time: with the subscriptions fewer than the 100 streams of an HTTP/2 connection, beyond which they starve. */
const REQUESTS_MAX = 32;

/** A follower may be behind, and would show a log that has shrunk. */
const fromLeader = { requiresLeader: true };

const expectedRevision = (expected: number): AppendExpectedRevision => (expected < 0 ? NO_STREAM : BigInt(expected));

const eventOf = ({ id, type, data, metadata }: ProposedEvent): EventData =>
  jsonEvent({ id, type, data: data as JSONType, metadata });

/** `resolved.event` is missing when a link leads nowhere; a region's stream holds no links. */
function storedOf({ event }: ResolvedEvent): StoredEvent {
  if (!event) throw new EventStoreFailure('refused', 'A link stands where an event should be.');
  const { revision, id, type, data, metadata } = event;
  return { revision: Number(revision), id, type, data, metadata };
}

function connect(url: string): EventStoreDBClient {
  try {
    const client = EventStoreDBClient.connectionString(url);
    letLateAnswersPass(client);
    return client;
  } catch {
    // The library's error quotes the whole string, password included.
    throw new TypeError(
      'The connection string of EventStoreDB cannot be read: write esdb://[user:password@]host:port[?option=value], and check the files it names.',
    );
  }
}

/** Reads to the end of the answer; gives up when no event comes for `timeoutMs`. */
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
  // Stays for good: the library may still tell of an error when nobody reads any more.
  reading.on('error', reject);
  reading.on('end', () => resolve(events));
  reading.on('close', () => resolve(events));
  return promise.finally(() => clearTimeout(timer));
}

/** The client library of EventStoreDB, with what it gets wrong put right; nothing else imports it. */
export class EventStoreDbClient implements EventStoreClient {
  /** Takes appends in batches over one call: fast, and safe with one append at a time. */
  #batching: EventStoreDBClient;
  /** Takes each append over a call of its own. */
  readonly #single: EventStoreDBClient;
  readonly #url: string;
  readonly #timeoutMs: number;
  readonly #turns = new Turns(REQUESTS_MAX);
  readonly #fastLane = new FastLane();

  /** `url` is an `esdb://` connection string with whatever it says about TLS, certificates and credentials. */
  constructor(url: string, timeoutMs: number) {
    this.#batching = connect(url);
    this.#single = connect(url);
    this.#url = url;
    this.#timeoutMs = timeoutMs;
    // The library asks this before an append to decide between a batch and a call of its own.
    Reflect.set(this.#single, 'supports', () => Promise.resolve(false));
  }

  append(stream: string, expected: number, events: readonly ProposedEvent[]): Promise<'written' | 'wrong-revision'> {
    const options = { expectedRevision: expectedRevision(expected), deadline: this.#timeoutMs, ...fromLeader };
    const send = (client: EventStoreDBClient) =>
      withDeadline(this.#timeoutMs, () => client.appendToStream(stream, events.map(eventOf), options));
    return this.#turns.take(async () => {
      try {
        const { success } = await this.#fastLane.take(
          () => send(this.#batching).catch((error: unknown) => this.#renewed(error)),
          () => send(this.#single),
        );
        return success ? 'written' : 'wrong-revision';
      } catch (error) {
        if (error instanceof WrongExpectedVersionError) return 'wrong-revision';
        throw failureOf(error);
      }
    });
  }

  /** A call for batches that the server has ended takes appends for ever, and never sends them: start another one. */
  #renewed(error: unknown): never {
    if (failureOf(error).kind === 'no-answer') {
      void this.#batching.dispose().catch(() => undefined);
      this.#batching = connect(this.#url);
    }
    throw error;
  }

  read(stream: string, range: ReadRange): Promise<readonly StoredEvent[] | undefined> {
    const direction = range.from === 'end' ? BACKWARDS : FORWARDS;
    const fromRevision = range.from === 'end' ? END : BigInt(range.from);
    return this.#turns.take(async () => {
      try {
        const reading = this.#single.readStream(stream, {
          direction,
          fromRevision,
          maxCount: range.countMax,
          ...fromLeader,
        });
        return await collect(reading, range, this.#timeoutMs);
      } catch (error) {
        if (isNoStream(error)) return undefined;
        throw failureOf(error);
      }
    });
  }

  watch(stream: string, after: number, ear: Ear): () => void {
    const subscription = this.#single.subscribeToStream(stream, { fromRevision: after < 0 ? START : BigInt(after) });
    let isOver = false;
    const lost = () => {
      if (!isOver) ear.lost();
      isOver = true;
    };
    subscription.on('data', ({ event }: ResolvedEvent) => {
      if (!isOver && event) ear.rang(Number(event.revision));
    });
    subscription.on('confirmation', () => ear.confirmed());
    for (const end of ['error', 'end', 'close'] as const) subscription.on(end, lost);
    return () => {
      isOver = true;
      void subscription.unsubscribe().catch(() => undefined);
    };
  }

  async end(): Promise<void> {
    this.#fastLane.leave();
    const disposing = Promise.all([this.#batching.dispose(), this.#single.dispose()]);
    await withDeadline(this.#timeoutMs, () => disposing).catch(() => undefined);
  }
}

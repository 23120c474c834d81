import type { Address } from './client/connection-string.js';

/** Port to a client library of EventStoreDB; independent of which library it is. */

/** An event to write; `metadata` is JSON in UTF-8. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: Uint8Array;
}

/** An event as returned by the library, not checked yet. */
export interface StoredEvent {
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** Events to read, from a revision; stops after `countMax` events or once `isEnough` returns true. */
export interface ReadRange {
  readonly from: number | 'end';
  readonly countMax: number;
  /**
   * True when the events certainly exist: a node other than the leader may then serve them, if the connection string prefers one.
   */
  readonly isThere?: boolean;
  readonly isEnough?: (event: StoredEvent) => boolean;
}

/**
 * Listener of a subscription: `received` receives the revision of each event and the event; `lost` is called at most once, when the
 * subscription ends.
 */
export interface SubscriptionListener {
  received(revision: number, event: StoredEvent): void;
  confirmed(): void;
  lost(): void;
}

/** The operations on EventStoreDB that the log needs. All but `watch` and `end` fail with EventStoreFailure. */
export interface EventStoreClient {
  /** Writes all events or none; `wrong-revision` when the stream's last revision is not `expected` (-1: no stream; `any`: never). */
  append(
    stream: string,
    expected: number | 'any',
    events: readonly ProposedEvent[],
  ): Promise<'written' | 'wrong-revision'>;
  /** Reads forwards from a revision or backwards from the end; undefined when the stream does not exist. */
  read(stream: string, range: ReadRange): Promise<readonly StoredEvent[] | undefined>;
  /** Subscribes to the events after a revision (-1: to all); the result ends the subscription. */
  watch(stream: string, after: number, listener: SubscriptionListener): () => void;
  /** Runs `work` over a new connection to the node that a majority names as leader, then closes the connection. */
  apart<T>(work: (client: Pick<EventStoreClient, 'read'>) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/**
 * Why EventStoreDB did not do something. `no-answer`: it may or may not have been done. `not-sent`: it was certainly not done.
 * `refused`: it was refused and will not succeed on retry.
 */
export type FailureKind = 'no-answer' | 'not-sent' | 'deleted' | 'too-large' | 'refused';

/** A request to EventStoreDB failed. */
export class EventStoreFailure extends Error {
  override readonly name = 'EventStoreFailure';
  constructor(
    readonly kind: FailureKind,
    text: string,
    readonly options: { readonly cause?: unknown; readonly bytesMax?: number; readonly leader?: Address } = {},
  ) {
    super(text, options.cause === undefined ? undefined : { cause: options.cause });
  }
}

/** What the log asks of a client library of EventStoreDB, in terms that fit any of them. */

/** An event to write; `metadata` is JSON in UTF-8. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: Uint8Array;
}

/** An event as the library gives it back: nothing of it is checked yet. */
export interface StoredEvent {
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** Which events to read, from one revision on; reading stops after `countMax` or once `isEnough` says so of an event. */
export interface ReadRange {
  readonly from: number | 'end';
  readonly countMax: number;
  readonly isEnough?: (event: StoredEvent) => boolean;
}

/** Whom a subscription tells what happens: `rang` with the revision of each event, `lost` once at the latest when it ends. */
export interface Ear {
  rang(revision: number): void;
  confirmed(): void;
  lost(): void;
}

/** The few things done with EventStoreDB. All but `watch` and `end` fail with EventStoreFailure. */
export interface EventStoreClient {
  /** Writes all events or none; `wrong-revision` when the stream's last revision is not `expected` (-1: no stream). */
  append(stream: string, expected: number, events: readonly ProposedEvent[]): Promise<'written' | 'wrong-revision'>;
  /** Forwards from a revision, or backwards from the end; undefined when there is no such stream. */
  read(stream: string, range: ReadRange): Promise<readonly StoredEvent[] | undefined>;
  /** Subscribes to the events after a revision (-1: to all); the result ends the subscription. */
  watch(stream: string, after: number, ear: Ear): () => void;
  end(): Promise<void>;
}

/**
 * Why EventStoreDB did not do what it was asked: it did not answer, so that nobody knows whether it was done; or it refused, for good.
 */
export type FailureKind = 'no-answer' | 'deleted' | 'too-large' | 'refused';

/** A request to EventStoreDB failed. */
export class EventStoreFailure extends Error {
  override readonly name = 'EventStoreFailure';
  constructor(
    readonly kind: FailureKind,
    text: string,
    readonly options: { readonly cause?: unknown; readonly bytesMax?: number } = {},
  ) {
    super(text, options.cause === undefined ? undefined : { cause: options.cause });
  }
}

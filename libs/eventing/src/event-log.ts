import { Refusal } from '@regieboek/kernel';

/**
 * The port of the event log: the only place Regieboek writes to.
 *
 * A region (jeugdregio) is the unit of order: its events are numbered 1, 2, 3 … without a gap, over all its streams. A stream is
 * the history of one aggregate and numbers its own events 0, 1, 2 …. An append names the revision it was decided on; the log takes
 * it only when that is still the last one, so of two decisions on the same state exactly one is recorded.
 */

/** An event to record: `id` is a UUID the client derives from its command, `data` is plain JSON. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

/** An event as the log holds it. */
export interface Recorded {
  /** The part of the stream name before the first dot. */
  readonly region: string;
  /** Place in the region: 1, 2, 3 … without gaps. */
  readonly position: number;
  /** `<region>.<category>-<id>`. */
  readonly stream: string;
  /** Place in the stream: 0, 1, 2 … without gaps. */
  readonly revision: number;
  /** UUID in lower case. */
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  /** Metadata of the append, such as the actor and the command; the same for all its events. */
  readonly meta: Readonly<Record<string, string>>;
  /** ISO 8601 in UTC with milliseconds; never decreases within a region. */
  readonly recordedAt: string;
}

/** An event whose data and meta are the recorded JSON in UTF-8, not parsed. */
export type EncodedEvent = Omit<Recorded, 'region' | 'data' | 'meta'> & {
  readonly json: Uint8Array;
  readonly metaJson: Uint8Array;
};

/** Last event of an append: `revision` in its stream, `position` in its region. */
export interface Appended {
  readonly revision: number;
  readonly position: number;
}

/** Yielded by `follow` when everything recorded up to `position` has been handed over. */
export type CaughtUp = { readonly caughtUp: true; readonly position: number };

/** The revision a decision was based on: that of the stream's last event, or `none` when the stream has no events. */
export type ExpectedRevision = number | 'none';

/** Part of a region to read: positions in (`after`, `upTo`], at most `batchSize` events a batch. */
export interface RegionRange {
  readonly after?: number;
  readonly upTo?: number;
  readonly batchSize?: number;
}

/** Events of a region that follow each other: positions in (`after`, `upTo`], at most 1,024 of them. */
export interface EventSpan {
  readonly after: number;
  readonly upTo: number;
}

/** The SHA-256 of the complete events of a span, in order; see `EventBytes` for the bytes. */
export interface SpanDigest extends EventSpan {
  /** 32 bytes. */
  readonly digest: Uint8Array;
  /** Positions of the events whose type starts with `typePrefix`, in order; empty without a prefix. */
  readonly ofType: readonly number[];
}

/** Options of `digests`. */
export interface DigestOptions {
  /** Return the positions of events whose type starts with this: letters, digits, dots and dashes. */
  readonly typePrefix?: string;
}

/** Port to write, read and follow the event log. */
export interface EventLog {
  /**
   * Records the events together or not at all. Sending the same ids at the same expected revision again gives the first answer again,
   * also when the stream has moved on. Throws WrongRevision, AppendTooLarge, InvalidRequest,
   * NothingRecorded, or UnknownOutcome.
   */
  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    meta?: Readonly<Record<string, string>>,
  ): Promise<Appended>;
  /** The events of one stream from revision 0; none when the stream does not exist. */
  read(stream: string): AsyncIterable<Recorded>;
  /** The events of a region in batches, up to `upTo` or the head when reading starts, whichever comes first. */
  readRegion(region: string, options?: RegionRange): AsyncIterable<readonly Recorded[]>;
  /** Optional: the same events as recorded JSON. The contents of a batch are only valid until the next batch is requested. */
  readEncoded?(region: string, options?: RegionRange): AsyncIterable<readonly EncodedEvent[]>;
  /**
   * Optional: for each of these adjacent spans its events as lines of text: position, revision, recorded milliseconds since 1970, id,
   * stream, type, recorded meta and data, separated by tabs. A line with another control character contains U+0001. Ends before a span
   * that is too large to keep in memory.
   */
  lines?(region: string, spans: readonly EventSpan[]): AsyncIterable<Uint8Array>;
  /**
   * Digests of spans of a region, in order; computed by the store where it can, so that no events are transferred. The same
   * events have the same digest in every store. Each span must start and end no earlier than the one before it. Throws GapInLog;
   * throws InvalidRequest also when a span ends after the head.
   */
  digests(region: string, spans: readonly EventSpan[], options?: DigestOptions): AsyncIterable<SpanDigest>;
  /**
   * The events of a region after a position, then new ones, until the signal aborts. Yields `caughtUp` when it first reaches the end of
   * the log, and again after every later burst.
   */
  follow(
    region: string,
    after: number,
    options?: { readonly signal?: AbortSignal },
  ): AsyncIterable<Recorded | CaughtUp>;
  /** The position of the region's last event; 0 when it has none. */
  head(region: string): Promise<number>;
  /** The regions that have events, sorted. */
  regions(): Promise<string[]>;
  /**
   * Records events of a region as another log recorded them: with the same position, stream, revision, id, meta and time. The region must
   * be empty, or hold the first of these events, as an interrupted restore leaves it; nobody may append to it meanwhile. Returns the head.
   * Throws NotRestorable.
   */
  restore(region: string, batches: AsyncIterable<readonly EncodedEvent[]>): Promise<number>;
  /** Waits for running appends; later use, and followers still running, fail with LogClosed. */
  close(): Promise<void>;
}

/** The stream's last revision is `actual`, not `expected`: another append came first, or an earlier one is missing. */
export class WrongRevision extends Refusal {
  override readonly name = 'WrongRevision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(
      'changed-meanwhile',
      'changed',
      `Stream ${stream} is at revision ${actual}, not at ${expected}: read the stream again, decide again and append at revision ${actual}.`,
    );
  }
}

/** Events cannot be restored in a region: they cannot be its history, or the region holds other events. */
export class NotRestorable extends Refusal {
  override readonly name = 'NotRestorable';
  constructor(
    readonly region: string,
    readonly position: number,
    reason: string,
  ) {
    super(
      'not-restorable',
      'conflict',
      `Region ${region} cannot be restored from position ${position}: ${reason}. Restore into an empty log, from a complete backup.`,
    );
  }
}

/** The append is larger than any adapter takes (1 MiB over data, meta, types, stream names and 128 bytes an event); nothing was recorded. */
export class AppendTooLarge extends Refusal {
  override readonly name = 'AppendTooLarge';
  constructor(
    readonly stream: string,
    readonly bytes: number,
    readonly bytesMax: number,
  ) {
    super(
      'append-too-large',
      'internal',
      `The append to stream ${stream} has ${bytes} bytes, the maximum is ${bytesMax}: split the command into smaller ones.`,
    );
  }
}

/** The request is malformed; `faults` lists everything that is wrong. Nothing was recorded. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  constructor(readonly faults: readonly string[]) {
    super(faults.join(' '));
  }
}

/** All retries failed without an answer: the append may or may not have been recorded. Sending it again is safe. */
export class UnknownOutcome extends Refusal {
  override readonly name = 'UnknownOutcome';
  constructor(
    readonly stream: string,
    readonly attempts: number,
    cause: unknown,
  ) {
    super(
      'database-away',
      'unavailable',
      `It is unknown whether the append to stream ${stream} was recorded (${attempts} attempts): append the same events, with the same ids and expected revision, when the log responds again.`,
      { cause },
    );
  }
}

/** The append was certainly not recorded: it never reached the log, or the log refused all of it. */
export class NothingRecorded extends Refusal {
  override readonly name = 'NothingRecorded';
  constructor(
    readonly stream: string,
    cause: unknown,
  ) {
    const why = cause instanceof Error ? cause.message : 'the log could not be reached';
    super(
      'log-away',
      'unavailable',
      `Nothing was recorded of the append to stream ${stream}. ${why} Repair that and append again.`,
      {
        cause,
      },
    );
  }
}

/**
 * A number is missing in the events that the log returned: the log is damaged or incompletely restored and must not be read
 * beyond this point.
 */
export class GapInLog extends Refusal {
  override readonly name = 'GapInLog';
  constructor(
    readonly place: string,
    readonly expected: number,
    readonly found: number,
  ) {
    super(
      'gap-in-log',
      'internal',
      `${place} should continue at ${expected} but continues at ${found}: stop, and restore the log from a backup before reading further.`,
    );
  }
}

/** Events were deleted from the store, or hidden by a limit on age or count: the rest is not the complete log. */
export class EventsRemoved extends Error {
  override readonly name = 'EventsRemoved';
  constructor(
    readonly place: string,
    readonly reason: string,
  ) {
    super(`${place}: ${reason}. Stop, undo the change if possible, or restore the log from a backup.`);
  }
}

/** An event does not have the form that this log writes: it was damaged, or written by another program. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  constructor(
    readonly place: string,
    readonly reason: string,
  ) {
    super(
      `${place} cannot be read: ${reason}. Restore the log from a backup, and prevent other programs from writing to its streams.`,
    );
  }
}

/** The log was closed by its owner. */
export class LogClosed extends Error {
  override readonly name = 'LogClosed';
  constructor() {
    super('The event log is closed: open it again, or stop followers with their signal before closing it.');
  }
}

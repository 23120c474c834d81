import { streams } from './protobuf.ts';
import type { LogRecord } from './record.ts';
import { nameIn } from './answers.ts';
import type { Store } from './store.ts';

const { BACKWARDS } = streams.ReadReq.Options.ReadDirection;

type Options = InstanceType<typeof streams.ReadReq.Options>;

/** Source of a read: a growing list, the start in it, and the direction. */
export interface Source {
  /** The stream, or undefined for the whole log. */
  readonly stream: string | undefined;
  readonly records: readonly LogRecord[];
  /** Index of the first record to read. */
  readonly start: number;
  readonly isBackwards: boolean;
  readonly sees: (record: LogRecord) => boolean;
}

/** First index at which `isAfter` holds; the list is ordered by it. */
function firstIndex(records: readonly LogRecord[], isAfter: (record: LogRecord) => boolean): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const record = records[middle];
    if (record && isAfter(record)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function startInStream(options: Options, length: number): number {
  const stream = options.getStream();
  const [isBackwards, isSubscription] = [options.getReadDirection() === BACKWARDS, options.hasSubscription()];
  if (stream?.hasEnd()) return isBackwards ? length - 1 : length;
  if (!stream?.hasRevision()) return isBackwards ? -1 : 0;
  const revision = Number(stream.getRevision());
  if (isBackwards) return Math.min(revision, length - 1);
  return isSubscription ? revision + 1 : revision;
}

/**
 * Forwards, reading starts at the record at a position; backwards at the one before it, because positions there point past a
 * record.
 */
function startInAll(options: Options, records: readonly LogRecord[]): number {
  const all = options.getAll();
  const [isBackwards, isSubscription] = [options.getReadDirection() === BACKWARDS, options.hasSubscription()];
  if (all?.hasEnd()) return isBackwards ? records.length - 1 : records.length;
  const position = all?.getPosition();
  if (!position) return isBackwards ? -1 : 0;
  const commit = Number(position.getCommitPosition());
  if (isBackwards) return firstIndex(records, (record) => record.position >= commit) - 1;
  return firstIndex(records, (record) => (isSubscription ? record.position > commit : record.position >= commit));
}

/** The source that a request names. */
export function sourceOf(store: Store, options: Options): Source {
  const isBackwards = options.getReadDirection() === BACKWARDS;
  if (!options.hasStream()) {
    const { records } = store;
    return { stream: undefined, records, start: startInAll(options, records), isBackwards, sees: () => true };
  }
  const stream = nameIn(options.getStream()?.getStreamIdentifier());
  const state = store.stream(stream);
  return {
    stream,
    records: state.records,
    start: startInStream(options, state.records.length),
    isBackwards,
    sees: (record) => store.stream(stream).sees(record),
  };
}

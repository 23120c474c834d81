import type { LogRecord } from './record.ts';

/** The parts of a stream's metadata that hide events. */
interface Retention {
  readonly maxAgeSeconds: number;
  readonly maxCount: number;
  readonly before: number;
}

const keepAll: Retention = { maxAgeSeconds: Infinity, maxCount: Infinity, before: 0 };
/** A `$tb` from this value on stands for the 2^63-1 of a soft delete, which a JavaScript number cannot represent exactly. */
const SOFT_DELETE = 2 ** 62;

const numberIn = (metadata: object, key: string, otherwise: number): number => {
  const value: unknown = Object.getOwnPropertyDescriptor(metadata, key)?.value;
  return typeof value === 'number' ? value : otherwise;
};

function retentionOf(text: string): Retention {
  const metadata: unknown = JSON.parse(text);
  if (typeof metadata !== 'object' || metadata === null) return keepAll;
  return {
    maxAgeSeconds: numberIn(metadata, '$maxAge', Infinity),
    maxCount: numberIn(metadata, '$maxCount', Infinity),
    before: numberIn(metadata, '$tb', 0),
  };
}

/** One stream: all its records, and the metadata that hides some of them from readers. */
export class StreamState {
  readonly records: LogRecord[] = [];
  /** Records accepted after those, not readable yet. */
  readonly pending: LogRecord[] = [];
  isTombstoned = false;
  #retention = keepAll;

  /** Revision of the last record; -1 when there never was one. */
  get last(): number {
    return this.records.length - 1;
  }

  /** Revision of the last accepted record, against which writes are checked. */
  get lastTaken(): number {
    return this.last + this.pending.length;
  }

  /** The record of a revision, whether or not it can be read yet. */
  taken(revision: number): LogRecord | undefined {
    return this.records[revision] ?? this.pending[revision - this.records.length];
  }

  get isSoftDeleted(): boolean {
    return this.#retention.before >= SOFT_DELETE;
  }

  /** Applies the JSON of a metadata event; unreadable metadata hides nothing, as on the server. */
  setMetadata(text: string): void {
    try {
      this.#retention = retentionOf(text);
    } catch {
      this.#retention = keepAll;
    }
  }

  /** True when a reader sees the record now. */
  sees({ revision, createdTicks }: LogRecord): boolean {
    const { before, maxCount, maxAgeSeconds } = this.#retention;
    const ageSeconds = (Date.now() - Number(createdTicks / 10_000n)) / 1_000;
    return revision >= before && revision > this.last - maxCount && ageSeconds <= maxAgeSeconds;
  }
}

/** An event that a client proposes to append. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** An event in the log; `position` is its byte offset, which increases and is not dense. */
export interface LogRecord extends Proposed {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** Hundreds of nanoseconds since 1970. */
  readonly createdTicks: bigint;
  readonly isTombstone: boolean;
}

/** The server's notation for "the last possible revision", in a tombstone and in the `$tb` of a soft delete. */
export const INT64_MAX = '9223372036854775807';

/** Bytes that the server counts for an event towards the append limit: two for every character of the type. */
export const countedBytes = ({ data, metadata, type }: Proposed): number =>
  data.length + metadata.length + 2 * type.length;

/** Size of a record in the log, computed as in the server: prefix, suffix, ids, names and content. */
export const sizeInLog = (event: Proposed, stream: string): number => countedBytes(event) + stream.length + 93;

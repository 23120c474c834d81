import { Metadata, status } from '@grpc/grpc-js';
import type { Fault } from './faults.ts';
import { shared, streams } from './protobuf.ts';
import { INT64_MAX } from './record.ts';
import type { LogRecord } from './record.ts';

/** A call that fails: a code of gRPC, and trailers that name the exception. */
export interface Failure {
  readonly code: number;
  readonly details: string;
  readonly metadata: Metadata;
}

function failure(code: number, details: string, trailers: Readonly<Record<string, string>> = {}): Failure {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return { code, details, metadata };
}

/** Failures of a server, as sent over the wire. */
export const failures = {
  deleted: (stream: string) =>
    failure(status.FAILED_PRECONDITION, 'Event stream is deleted.', {
      exception: 'stream-deleted',
      'stream-name': stream,
    }),
  tooLarge: (bytesMax: number) =>
    failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${bytesMax} Exceeded.`, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(bytesMax),
    }),
  wrongVersion: (stream: string, expected: number, current: number) =>
    failure(status.FAILED_PRECONDITION, 'Append failed due to WrongExpectedVersion.', {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(current),
    }),
  badRequest: (text: string) => failure(status.INVALID_ARGUMENT, text),
  notLeader: (host: string, port: number) =>
    failure(status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': host,
      'leader-endpoint-port': String(port),
    }),
  notReady: () => failure(status.UNAVAILABLE, 'Server Is Not Ready'),
  timeout: () => failure(status.ABORTED, 'Operation timed out'),
};

/** True when a failure means that another node leads. */
export const isNotLeader = ({ metadata }: Failure): boolean => metadata.get('exception')[0] === 'not-leader';

/** The failure that a fault produces; undefined for other kinds of faults. */
export function failureOf(fault: Fault | undefined, leader: { host: string; port: number }): Failure | undefined {
  if (fault === 'not-ready') return failures.notReady();
  if (fault === 'timeout') return failures.timeout();
  return fault === 'not-leader' ? failures.notLeader(leader.host, leader.port) : undefined;
}

/** A stream name as sent over the wire: bytes. */
export function streamIdentifier(name: string): InstanceType<typeof shared.StreamIdentifier> {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(name));
}

/** The name in an identifier. */
export const nameIn = (identifier: InstanceType<typeof shared.StreamIdentifier> | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

/** The text of a UUID, which clients send as text or as bits. */
export function uuidIn(uuid: InstanceType<typeof shared.UUID> | undefined): string {
  const structured = uuid?.getStructured();
  if (!structured) return uuid?.getString() ?? '';
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A record as sent over the wire. */
export function recordedEvent(record: LogRecord, isMalformed: boolean) {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent();
  const position = String(record.position);
  event.setId(new shared.UUID().setString(record.id)).setStreamIdentifier(streamIdentifier(record.stream));
  event.setStreamRevision(record.isTombstone ? INT64_MAX : String(record.revision));
  event.setCommitPosition(position).setPreparePosition(position);
  event.setData(isMalformed ? record.data.subarray(0, -1) : record.data).setCustomMetadata(record.metadata);
  const map = event.getMetadataMap();
  map.set('type', record.type).set('content-type', record.contentType).set('created', String(record.createdTicks));
  return event;
}

import { NIL, validate } from 'uuid';
import { AppendTooLarge, InvalidRequest } from './event-log.js';
import type { EventLog, ExpectedRevision, NewEvent } from './event-log.js';
import { checkStream, faultInStream, regionOf } from './names.js';

/** Largest append in bytes: EventStoreDB's default limit, applied by every adapter. */
export const APPEND_BYTES_MAX = 1_048_576;

/**
 * Upper bound of the bytes that an adapter stores with an event besides data, meta, type and stream: its numbers and its time.
 */
const ENVELOPE_BYTES = 128;

/** One event in the form adapters store: `data` is its JSON text. */
export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

/** A checked append; `expected` is -1 for `none`, `meta` is JSON text. */
export interface PreparedAppend {
  readonly stream: string;
  readonly region: string;
  readonly expected: number;
  readonly events: readonly PreparedEvent[];
  readonly meta: string;
  readonly bytes: number;
}

/** A revision as the port represents it: `none` for -1. */
export const asExpected = (revision: number): ExpectedRevision => (revision < 0 ? 'none' : revision);

const badType = /^$|^\$|[\u0000-\u001f\u007f]|^\s|\s$/;
const TYPE_LENGTH_MAX = 255;

function jsonOf(data: unknown): string | undefined {
  try {
    return JSON.stringify(data);
  } catch {
    return undefined;
  }
}

function* faultsInEvent({ id, type, data }: NewEvent, index: number, json: string | undefined): Generator<string> {
  if (!validate(id) || id === NIL)
    yield `Event ${index} has id ${JSON.stringify(id)}, which is not a UUID: make it with eventId().`;
  if (badType.test(type) || type.length > TYPE_LENGTH_MAX)
    yield `Event ${index} has type ${JSON.stringify(type.slice(0, 80))}: give a name of 1 to ${TYPE_LENGTH_MAX} printable characters that does not start with $.`;
  if (json === undefined) yield `Event ${index} has data of type ${typeof data} that cannot be encoded as JSON.`;
}

function* faultsInAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Generator<string> {
  const fault = faultInStream(stream);
  if (fault) yield fault;
  if (expected !== 'none' && (!Number.isSafeInteger(expected) || expected < 0))
    yield `Expected revision ${expected} must be 'none' or a non-negative integer.`;
  if (events.length === 0) yield `The append to ${JSON.stringify(stream)} has no events: skip the append.`;
  const ids = new Set(events.map(({ id }) => id.toLowerCase()));
  if (ids.size !== events.length) yield `The append to ${JSON.stringify(stream)} contains the same event id twice.`;
}

/** An append request. */
export type AppendRequest = Parameters<EventLog['append']>;

/** Checks an append and writes its JSON; throws InvalidRequest with all faults, or AppendTooLarge. */
export function prepareAppend(...[stream, expected, events, meta = {}]: AppendRequest): PreparedAppend {
  const json = events.map(({ data }) => jsonOf(data));
  const faults = [
    ...faultsInAppend(stream, expected, events),
    ...events.flatMap((event, index) => [...faultsInEvent(event, index, json[index])]),
  ];
  if (Object.values(meta).some((value) => typeof value !== 'string')) faults.push('Every value in meta must be text.');
  if (faults.length > 0) throw new InvalidRequest(faults);
  checkStream(stream);
  const metaText = JSON.stringify(meta);
  const prepared = events.map(({ id, type }, index) => ({ id: id.toLowerCase(), type, data: json[index] ?? 'null' }));
  const bytes = prepared.reduce((sum, event) => sum + sizeOf(event, metaText, stream), 0);
  if (bytes > APPEND_BYTES_MAX) throw new AppendTooLarge(stream, bytes, APPEND_BYTES_MAX);
  return {
    stream,
    region: regionOf(stream),
    expected: expected === 'none' ? -1 : expected,
    events: prepared,
    meta: metaText,
    bytes,
  };
}

/**
 * EventStoreDB counts two bytes per character of the type, and includes the metadata; counting the same way keeps an append valid
 * on every adapter.
 */
const sizeOf = (event: PreparedEvent, meta: string, stream: string): number =>
  Buffer.byteLength(event.data) +
  Buffer.byteLength(meta) +
  2 * Buffer.byteLength(event.type) +
  Buffer.byteLength(stream) +
  ENVELOPE_BYTES;

import { isoMilliseconds } from '../clock.js';
import { NotRestorable } from '../event-log.js';
import type { EncodedEvent } from '../event-log.js';
import { faultInStream, regionOf } from '../names.js';

/** An event to record again as it was recorded elsewhere. */
export interface RestoredEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** Data and meta as JSON in UTF-8. */
  readonly json: Uint8Array;
  readonly metaJson: Uint8Array;
  readonly recordedAt: string;
  /** The same time in milliseconds. */
  readonly atMs: number;
}

/** Text of UTF-8. */
export const text = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('utf8');

/** The form of a UUID in lower case, whatever its version. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The first character that is not a control character. */
const FIRST_PRINTED = 0x20;

/** True for bytes with a control character: JSON as this log writes it has none, and they separate values in statements and lines. */
export function hasControl(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += 1) if ((bytes[index] ?? 0) < FIRST_PRINTED) return true;
  return false;
}

/** Checks, in order, that events can be the history of a region: a store that takes them could have recorded them itself. */
export class RestoredEvents {
  readonly #region: string;
  readonly #revisions = new Map<string, number>();
  #position = 0;
  #atMs = 0;

  constructor(region: string) {
    this.#region = region;
  }

  /** Position of the last event checked; 0 before the first. */
  get position(): number {
    return this.#position;
  }

  /** Checks the next event. Throws NotRestorable with its position and what is wrong with it. */
  next(event: EncodedEvent): RestoredEvent {
    const { position, stream, revision, id, type, recordedAt, json, metaJson } = event;
    const atMs = isoMilliseconds(recordedAt);
    if (position !== this.#position + 1) throw this.#refused(`position ${position} follows ${this.#position}`);
    if (faultInStream(stream) || regionOf(stream) !== this.#region)
      throw this.#refused('its stream is of another region');
    const expected = this.#revisions.get(stream) ?? 0;
    if (revision !== expected) throw this.#refused(`it has revision ${revision} of its stream instead of ${expected}`);
    if (!UUID.test(id) || type === '') throw this.#refused('its id or its type cannot be right');
    if (atMs === undefined || atMs < this.#atMs)
      throw this.#refused('its time must be one of ISO 8601 that is not before that of the previous event');
    if (hasControl(json) || hasControl(metaJson)) throw this.#refused('its data is not JSON as this log writes it');
    this.#position = position;
    this.#atMs = atMs;
    this.#revisions.set(stream, revision + 1);
    return { position, stream, revision, id, type, json, metaJson, recordedAt, atMs };
  }

  #refused(reason: string): NotRestorable {
    return new NotRestorable(this.#region, this.#position + 1, reason);
  }
}

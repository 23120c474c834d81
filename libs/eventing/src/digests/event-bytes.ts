import { createHash, type Hash } from 'node:crypto';
import { isoMilliseconds } from '../clock.js';
import { UnreadableEvent } from '../event-log.js';
import type { EncodedEvent, Recorded } from '../event-log.js';

/** Larger content is replaced by its own hash, so that a span needs few bytes even when its events are large. */
export const CONTENT_BYTES_MAX = 16_384;

/** Position, revision and time in 8 bytes each, the id in 16, the length of the content in 4. */
const HEADER_BYTES = 44;

/** Approximate number of bytes per hash update: the overhead of an update equals that of a few hundred bytes. */
const TOGETHER = 65_536;

/** Text, or its UTF-8. */
type Text = string | Uint8Array;

const twoTo32 = 2 ** 32;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The bytes that are hashed for an event; every adapter uses the same ones. An event is a header of big-endian numbers (position,
 * revision, milliseconds since 1970, UUID, content length) followed by its content: stream, type, meta and data as recorded JSON
 * in UTF-8, separated by line feeds. Content over 16 KiB is replaced by its SHA-256. Stream, type and meta never contain a line
 * feed, so two different lists of events never give the same bytes.
 */
export class EventBytes {
  readonly #region: string;
  readonly #bytes = Buffer.allocUnsafe(TOGETHER + HEADER_BYTES + CONTENT_BYTES_MAX);
  #length = 0;
  #meta: Recorded['meta'] | undefined;
  #metaText = '';
  #recordedAt = '';
  #ms = 0;

  constructor(region: string) {
    this.#region = region;
  }

  /** Adds an event. Throws UnreadableEvent when it has an id or a time that the log does not write. */
  add(event: Recorded | EncodedEvent): void {
    const { position, stream, revision, id, type, recordedAt } = event;
    if (!uuid.test(id) || !this.#isTime(recordedAt))
      throw new UnreadableEvent(
        `The event at position ${position} of region ${this.#region}`,
        'its id is not a UUID, or its time cannot come from this log',
      );
    this.#long(position);
    this.#long(revision);
    this.#long(this.#ms);
    this.#length += this.#bytes.write(id.replaceAll('-', ''), this.#length, 'hex');
    this.#content([`${stream}\n${type}\n`, ...this.#recordedTexts(event)]);
  }

  /** Meta and data as recorded. */
  #recordedTexts(event: Recorded | EncodedEvent): readonly Text[] {
    if ('json' in event) return [event.metaJson, '\n', event.json];
    const { meta, data } = event;
    if (meta !== this.#meta) [this.#meta, this.#metaText] = [meta, JSON.stringify(meta)];
    return [this.#metaText, '\n', JSON.stringify(data)];
  }

  /** True when the buffer is full and must be hashed before more events are added. */
  get isFull(): boolean {
    return this.#length >= TOGETHER;
  }

  /** Updates each hash with the buffered bytes and clears the buffer. */
  drainTo(hashes: Iterable<Hash>): void {
    const added = this.#bytes.subarray(0, this.#length);
    for (const hash of hashes) hash.update(added);
    this.#length = 0;
  }

  #isTime(recordedAt: string): boolean {
    if (recordedAt === this.#recordedAt) return true;
    const ms = isoMilliseconds(recordedAt);
    if (ms === undefined) return false;
    [this.#recordedAt, this.#ms] = [recordedAt, ms];
    return true;
  }

  #long(value: number): void {
    const high = Math.floor(value / twoTo32);
    this.#length = this.#bytes.writeInt32BE(high, this.#length);
    this.#length = this.#bytes.writeUInt32BE(value - high * twoTo32, this.#length);
  }

  #content(texts: readonly Text[]): void {
    const length = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    this.#length = this.#bytes.writeInt32BE(length, this.#length);
    if (length <= CONTENT_BYTES_MAX) for (const text of texts) this.#text(text);
    else {
      const hash = createHash('sha256');
      for (const text of texts) hash.update(text);
      this.#text(hash.digest());
    }
  }

  #text(text: Text): void {
    if (typeof text === 'string') this.#length += this.#bytes.write(text, this.#length);
    else {
      this.#bytes.set(text, this.#length);
      this.#length += text.length;
    }
  }
}

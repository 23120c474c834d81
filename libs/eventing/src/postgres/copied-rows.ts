import { isoTime } from '../clock.js';
import type { EncodedEvent, Recorded } from '../event-log.js';

/** Bytes before the first row of a COPY in binary form: signature, flags, and the length of an empty extension. */
const HEADER_BYTES = 19;

/** A row begins with the number of its columns, each column with its length. */
const [COUNT_BYTES, LENGTH_BYTES] = [2, 4];

const COLUMNS = ['position', 'revision', 'recorded_at_ms', 'id::text', 'stream', 'type', 'meta', 'data'] as const;

/** Columns of log.event in the order in which `CopiedRows` takes them. */
export const copiedColumns = COLUMNS.join(', ');

const twoTo32 = 2 ** 32;

/**
 * Events of one region as COPY … (FORMAT binary) wrote them, decoded as they are asked for. Bytes that end within a row give the rows before it.
 */
export class CopiedRows {
  readonly #bytes: Buffer;
  readonly #region: string;
  #at = HEADER_BYTES;
  #metaText = '{}';
  #meta: Readonly<Record<string, string>> = Object.freeze({});
  #ms = 0;
  #recordedAt = isoTime(0);

  constructor(bytes: Buffer, region: string) {
    this.#bytes = bytes;
    this.#region = region;
  }

  /** The next events, at most so many; none at the end. */
  take(count: number): Recorded[] {
    const events: Recorded[] = [];
    while (events.length < count && this.#hasRow()) {
      const event = this.#row();
      this.#share(this.#text('utf8'));
      const data = JSON.parse(this.#text('utf8')) as unknown;
      events.push({ region: this.#region, ...event, data, meta: this.#meta });
    }
    return events;
  }

  /** The next events with their data as it was recorded, which are views of the bytes. */
  takeEncoded(count: number): EncodedEvent[] {
    const events: EncodedEvent[] = [];
    while (events.length < count && this.#hasRow()) {
      const event = this.#row();
      this.#skip();
      const from = this.#at + LENGTH_BYTES;
      this.#skip();
      events.push({ ...event, json: this.#bytes.subarray(from, this.#at) });
    }
    return events;
  }

  /** Whether a whole row is left; the end is marked by a row of -1 columns. */
  #hasRow(): boolean {
    const bytes = this.#bytes;
    let at = this.#at + COUNT_BYTES;
    if (at > bytes.length || bytes.readInt16BE(this.#at) !== COLUMNS.length) return false;
    for (let column = 0; column < COLUMNS.length; column += 1) {
      if (at + LENGTH_BYTES > bytes.length) return false;
      at += LENGTH_BYTES + bytes.readInt32BE(at);
    }
    return at <= bytes.length;
  }

  /** Everything of a row before its meta and data. */
  #row(): Omit<EncodedEvent, 'json'> {
    this.#at += COUNT_BYTES;
    const position = this.#long();
    this.#at += LENGTH_BYTES + 4;
    const revision = this.#bytes.readInt32BE(this.#at - 4);
    this.#time(this.#long());
    const id = this.#text('latin1');
    const stream = this.#text('utf8');
    const type = this.#text('utf8');
    return { position, stream, revision, id, type, recordedAt: this.#recordedAt };
  }

  #long(): number {
    const bytes = this.#bytes;
    const at = this.#at + LENGTH_BYTES;
    this.#at = at + 8;
    return bytes.readInt32BE(at) * twoTo32 + bytes.readUInt32BE(at + 4);
  }

  #skip(): void {
    this.#at += LENGTH_BYTES + this.#bytes.readInt32BE(this.#at);
  }

  #text(encoding: 'latin1' | 'utf8'): string {
    const from = this.#at + LENGTH_BYTES;
    this.#at = from + this.#bytes.readInt32BE(this.#at);
    return this.#bytes.toString(encoding, from, this.#at);
  }

  #time(ms: number): void {
    if (ms === this.#ms) return;
    this.#ms = ms;
    this.#recordedAt = isoTime(ms);
  }

  #share(meta: string): void {
    if (meta === this.#metaText) return;
    this.#metaText = meta;
    this.#meta = Object.freeze(JSON.parse(meta) as Record<string, string>);
  }
}

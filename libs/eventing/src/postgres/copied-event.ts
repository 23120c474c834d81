import { isoTime } from '../clock.js';
import type { EncodedEvent, Recorded } from '../event-log.js';

/** Columns of log.event in the order that `CopiedEvents` expects: those of fixed length first. */
export const copiedColumns = 'position, revision, recorded_at_ms, id, stream, type, meta, data';

/** A binary COPY begins with a signature, flags and the length of an extension, in the message of its first row. */
const HEADER_BYTES = 19;
/** First byte of the signature `PGCOPY`; a row begins with a small number instead. */
const SIGNATURE = 0x50;

const COLUMNS = 8;
/** Offsets of the values in a row; each value follows its length. */
const PLACE = { position: 6, revision: 18, recordedAt: 26, id: 38, stream: 58 } as const;
const LENGTH_BYTES = 4;

const twoTo32 = 2 ** 32;

const intAt = (bytes: Buffer, at: number): number =>
  ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);

const longAt = (bytes: Buffer, at: number): number => intAt(bytes, at) * twoTo32 + (intAt(bytes, at + 4) >>> 0);

/** Values that events of a region share, decoded once. */
class Common {
  readonly region: string;
  readonly #types = new Map<number, { readonly bytes: Buffer; readonly text: string }>();
  #ms = 0;
  #recordedAt = isoTime(0);
  #metaText = '{}';
  #meta: Readonly<Record<string, string>> = Object.freeze({});

  constructor(region: string) {
    this.region = region;
  }

  /** Text of an event type, cached by length and two of its letters; types that share a cache entry replace each other. */
  type(bytes: Buffer, from: number, to: number): string {
    const length = to - from;
    const key = length * 65_536 + (bytes[from + (length >> 1)] ?? 0) * 256 + (bytes[to - 1 - (length >> 2)] ?? 0);
    const known = this.#types.get(key);
    if (known && isSame(known.bytes, bytes, from)) return known.text;
    const own = Buffer.from(bytes.subarray(from, to));
    const text = own.toString('utf8');
    this.#types.set(key, { bytes: own, text });
    return text;
  }

  time(ms: number): string {
    if (ms === this.#ms) return this.#recordedAt;
    this.#ms = ms;
    this.#recordedAt = isoTime(ms);
    return this.#recordedAt;
  }

  meta(text: string): Readonly<Record<string, string>> {
    if (text === this.#metaText) return this.#meta;
    this.#metaText = text;
    this.#meta = Object.freeze(JSON.parse(text) as Record<string, string>);
    return this.#meta;
  }
}

function isSame(known: Buffer, bytes: Buffer, from: number): boolean {
  for (let index = 0; index < known.length; index += 1) if (known[index] !== bytes[from + index]) return false;
  return true;
}

/**
 * An event as a row of COPY … (FORMAT binary). All fields but the position are decoded on access by getters of the class: spreading or
 * cloning an event loses them.
 */
export class CopiedEvent implements EncodedEvent {
  /** `at`: offset of its row in the bytes, of which it is a view. */
  constructor(
    readonly position: number,
    private readonly common: Common,
    private readonly bytes: Buffer,
    private readonly at: number,
  ) {}

  get revision(): number {
    return intAt(this.bytes, this.at + PLACE.revision);
  }

  get recordedAt(): string {
    return this.common.time(longAt(this.bytes, this.at + PLACE.recordedAt));
  }

  /** UUID in lower case. */
  get id(): string {
    const hex = this.bytes.toString('hex', this.at + PLACE.id, this.at + PLACE.id + 16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  get stream(): string {
    return this.#text(this.at + PLACE.stream);
  }

  get type(): string {
    const from = this.#next(this.at + PLACE.stream);
    return this.common.type(this.bytes, from, this.#end(from));
  }

  /** The recorded data: a view of the bytes. */
  get json(): Uint8Array {
    const from = this.#next(this.#meta());
    const { buffer, byteOffset } = this.bytes;
    return new Uint8Array(buffer, byteOffset + from, this.#end(from) - from);
  }

  /** Recorded metadata of its append: a view of the bytes. */
  get metaJson(): Uint8Array {
    const from = this.#meta();
    const { buffer, byteOffset } = this.bytes;
    return new Uint8Array(buffer, byteOffset + from, this.#end(from) - from);
  }

  /** The event with its data and meta as objects. */
  recorded(): Recorded {
    const { position, revision, recordedAt, id, stream, type, common } = this;
    const meta = common.meta(this.#text(this.#meta()));
    const data: unknown = JSON.parse(this.#text(this.#next(this.#meta())));
    return { region: common.region, position, stream, revision, id, type, data, meta, recordedAt };
  }

  #meta(): number {
    return this.#next(this.#next(this.at + PLACE.stream));
  }

  /** Offset of the next column, given that of a column. */
  #next(from: number): number {
    return this.#end(from) + LENGTH_BYTES;
  }

  #end(from: number): number {
    return from + intAt(this.bytes, from - LENGTH_BYTES);
  }

  #text(from: number): string {
    return this.bytes.toString('utf8', from, this.#end(from));
  }
}

/** Events of a region in the rows of COPYs. */
export class CopiedEvents {
  readonly #common: Common;

  constructor(region: string) {
    this.#common = new Common(region);
  }

  /** The event in a row, or null for the header or trailer of a COPY. Throws when the row is not from this log. */
  event(bytes: Buffer, from: number, to: number): CopiedEvent | null {
    const at = bytes[from] === SIGNATURE ? from + HEADER_BYTES : from;
    const columns = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    if (at === to || columns === 0xffff) return null;
    if (columns !== COLUMNS || endOfRow(bytes, at) !== to)
      throw new Error(`Connection terminated: a row of ${to - from} bytes does not come from the event log`);
    return new CopiedEvent(longAt(bytes, at + PLACE.position), this.#common, bytes, at);
  }
}

/** Offset of the end of a row, from the lengths of its text columns. */
function endOfRow(bytes: Buffer, at: number): number {
  let end = at + PLACE.stream - LENGTH_BYTES;
  for (let column = 0; column < 4; column += 1) end += LENGTH_BYTES + intAt(bytes, end);
  return end;
}

import { isoTime } from '../clock.js';
import { GapInLog } from '../event-log.js';
import type { Recorded } from '../event-log.js';
import { copiedColumns } from './copied-event.js';
import type { Row, Statement } from './postgres-client.js';

/** Range to read: a region by position or a stream by revision. */
export interface Numbering {
  readonly region: string;
  readonly key: 'region' | 'stream';
  readonly name: string;
  readonly numbered: 'position' | 'revision';
}

/** The events of a region, numbered by position. */
export const byPosition = (region: string): Numbering => ({
  region,
  key: 'region',
  name: region,
  numbered: 'position',
});

/** The events of a stream, numbered by revision. */
export const byRevision = (region: string, stream: string): Numbering => ({
  region,
  key: 'stream',
  name: stream,
  numbered: 'revision',
});

/** Data in one page in bytes, apart from its last event: with the number of rows it bounds the memory a reader takes. */
const PAGE_BYTES_MAX = 8_388_608;

const columns = 'position, stream, revision, id, type, data, meta, recorded_at_ms';

/** Selects the last number; no row when there are no events. */
export const headStatement = ({ key, name, numbered }: Numbering): Statement => ({
  text: `select ${numbered} from log.event where ${key} = $1 order by ${numbered} desc limit 1`,
  values: [name],
});

/**
 * The events with numbers in (`after`, `upTo`], at least the first of them, each with the last existing number. Numbers have no gaps, so
 * the range itself bounds the rows, whichever plan is chosen; with a LIMIT, a plan that sorts would read all remaining rows for every page.
 * Not prepared, as the plan must follow the table while it grows.
 */
export const pageStatement = ({ key, name, numbered }: Numbering, after: number, upTo: number): Statement => ({
  text: `select ${columns}, (select max(${numbered}) from log.event where ${key} = $1) as head from (
      select ${columns}, sum(octet_length(data)) over (order by ${numbered} rows unbounded preceding) as total
      from log.event where ${key} = $1 and ${numbered} > $2 and ${numbered} <= $3
    ) counted where total - octet_length(data) < ${PAGE_BYTES_MAX} order by ${numbered}`,
  values: [name, after, upTo],
});

/** Settings for one COPY: rows come in the order of the index. A plan that sorts first would let the reader wait for all of them. */
const inIndexOrder = ['enable_sort', 'enable_bitmapscan', 'enable_seqscan'].map((name) => `set local ${name} = off;`);

/** COPY of the same columns for the events of a region with positions in (`after`, `upTo`]; `region` must be quoted. */
export const copyStatement = (region: string, after: number, upTo: number): string =>
  `set local regieboek.region = ${region}; ${inIndexOrder.join(' ')} copy (select ${copiedColumns} from log.event
    where region = ${region} and position > ${after} and position <= ${upTo} order by position) to stdout (format binary)`;

/** COPY of events of a region as lines of text; no column is quoted unless it contains a control character. `region` must be quoted. */
export const linesStatement = (region: string, after: number, upTo: number): string =>
  `set local regieboek.region = ${region}; ${inIndexOrder.join(' ')} copy (
    select position, revision, recorded_at_ms, id, stream, type, meta, data from log.event
    where region = ${region} and position > ${after} and position <= ${upTo} order by position
  ) to stdout (format csv, delimiter E'\\t', quote E'\\x01', escape E'\\x01')`;

/** Consecutive events, and the last number that existed when they were read. */
export interface Page {
  readonly events: readonly Recorded[];
  readonly head: number;
}

/** Decodes rows of one region; values that consecutive events share are decoded once. */
class Decoder {
  readonly #region: string;
  #metaText = '{}';
  #meta: Readonly<Record<string, string>> = Object.freeze({});
  #time = '0';
  #recordedAt = isoTime(0);

  constructor(region: string) {
    this.#region = region;
  }

  decode(row: Row): Recorded {
    this.#share(row[6] ?? '{}', row[7] ?? '0');
    return {
      region: this.#region,
      position: Number(row[0]),
      stream: row[1] ?? '',
      revision: Number(row[2]),
      id: row[3] ?? '',
      type: row[4] ?? '',
      data: JSON.parse(row[5] ?? 'null') as unknown,
      meta: this.#meta,
      recordedAt: this.#recordedAt,
    };
  }

  #share(meta: string, time: string): void {
    if (meta !== this.#metaText) {
      this.#metaText = meta;
      this.#meta = Object.freeze(JSON.parse(meta) as Record<string, string>);
    }
    if (time !== this.#time) {
      this.#time = time;
      this.#recordedAt = isoTime(Number(time));
    }
  }
}

/** The error for a missing number. */
export const gap = ({ key, name }: Numbering, expected: number, found: number): GapInLog =>
  new GapInLog(`${key === 'region' ? 'Region' : 'Stream'} ${name}`, expected, found);

/** Throws GapInLog unless the numbers of the events follow `after` without a gap. */
function checkOrder(
  events: readonly Pick<Recorded, 'position' | 'revision'>[],
  numbering: Numbering,
  after: number,
): void {
  events.forEach((event, index) => {
    const number = event[numbering.numbered];
    if (number !== after + 1 + index) throw gap(numbering, after + 1 + index, number);
  });
}

/** Decodes a page; throws GapInLog unless its numbers follow `after` without a gap. */
export function readPage(rows: readonly Row[], numbering: Numbering, after: number): Page {
  const decoder = new Decoder(numbering.region);
  const events = rows.map((row) => decoder.decode(row));
  checkOrder(events, numbering, after);
  return { events, head: Number(rows[0]?.[8] ?? after) };
}

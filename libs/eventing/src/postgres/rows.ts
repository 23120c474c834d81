import { isoTime } from '../clock.js';
import { GapInLog } from '../event-log.js';
import type { Recorded } from '../event-log.js';
import type { Row, Statement } from './postgres-client.js';

/** A run of events, and whether there may be more after it. */
export interface Page {
  readonly events: readonly Recorded[];
  readonly mayHaveMore: boolean;
}

/** Data in one page in bytes, apart from its last event: with the number of rows it bounds the memory a reader takes. */
const PAGE_BYTES_MAX = 8_388_608;

const columns = 'region, position, stream, revision, id, type, data, meta, recorded_at_ms';

const pageOf = (numbered: 'position' | 'revision', key: 'region' | 'stream'): string =>
  `select ${columns}, total from (
     select *, sum(octet_length(data)) over (order by ${numbered} rows unbounded preceding) as total from (
       select * from log.event where ${key} = $1 and ${numbered} > $2 and ${numbered} <= $3 order by ${numbered} limit $4
     ) chosen
   ) counted where total - octet_length(data) < ${PAGE_BYTES_MAX} order by ${numbered}`;

/** Events of a region with positions in (`after`, `upTo`]. Not prepared: the plan must follow the table as it grows. */
export const regionPage = (region: string, after: number, upTo: number, rows: number): Statement => ({
  text: pageOf('position', 'region'),
  values: [region, after, upTo, rows],
});

/** Events of a stream after a revision. */
export const streamPage = (stream: string, after: number, rows: number): Statement => ({
  text: pageOf('revision', 'stream'),
  values: [stream, after, 2_147_483_647, rows],
});

/** Decodes rows; what consecutive events have in common is decoded once. */
class Decoder {
  #metaText = '';
  #meta: Readonly<Record<string, string>> = {};
  #time = '';
  #recordedAt = '';

  decode(row: Row): Recorded {
    const [region, position, stream, revision, id, type, data, meta, time] = row as string[] & { length: 10 };
    if (meta !== this.#metaText) {
      this.#metaText = meta ?? '{}';
      this.#meta = Object.freeze(JSON.parse(this.#metaText) as Record<string, string>);
    }
    if (time !== this.#time) {
      this.#time = time ?? '0';
      this.#recordedAt = isoTime(Number(this.#time));
    }
    return {
      region: region ?? '',
      position: Number(position),
      stream: stream ?? '',
      revision: Number(revision),
      id: id ?? '',
      type: type ?? '',
      data: JSON.parse(data ?? 'null') as unknown,
      meta: this.#meta,
      recordedAt: this.#recordedAt,
    };
  }
}

/** Decodes a page; throws GapInLog unless its numbers go on from `after` one by one. */
export function readPage(
  rows: readonly Row[],
  rowsAsked: number,
  { place, numbered, after }: { place: string; numbered: 'position' | 'revision'; after: number },
): Page {
  const decoder = new Decoder();
  const events = rows.map((row) => decoder.decode(row));
  events.forEach((event, index) => {
    if (event[numbered] !== after + 1 + index) throw new GapInLog(place, after + 1 + index, event[numbered]);
  });
  const bytes = Number(rows.at(-1)?.[9] ?? 0);
  return { events, mayHaveMore: rows.length === rowsAsked || bytes >= PAGE_BYTES_MAX };
}

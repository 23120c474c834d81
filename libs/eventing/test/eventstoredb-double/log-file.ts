import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { Proposed } from './record.ts';

/** One write as a line: all its events, or none when the line was cut short. */
export interface Entry {
  readonly stream: string;
  readonly createdTicks: string;
  readonly isTombstone: boolean;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly contentType: string;
    readonly data: string;
    readonly metadata: string;
  }[];
}

/** A write in the form of the file. */
export const entryOf = (
  stream: string,
  events: readonly Proposed[],
  createdTicks: bigint,
  isTombstone: boolean,
): Entry => ({
  stream,
  createdTicks: String(createdTicks),
  isTombstone,
  events: events.map(({ id, type, contentType, data, metadata }) => ({
    id,
    type,
    contentType,
    data: data.toString('base64'),
    metadata: metadata.toString('base64'),
  })),
});

/** The proposed events of an entry. */
export const eventsOf = (entry: Entry): Proposed[] =>
  entry.events.map((event) => ({
    ...event,
    data: Buffer.from(event.data, 'base64'),
    metadata: Buffer.from(event.metadata, 'base64'),
  }));

/** A file that outlives its process: acknowledged writes survive a `kill -9`. */
export class LogFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** All complete entries; removes a truncated last line. */
  read(): Entry[] {
    if (!existsSync(this.#path)) return [];
    const content = readFileSync(this.#path);
    const end = content.lastIndexOf('\n') + 1;
    if (end < content.length) truncateSync(this.#path, end);
    const lines = content.subarray(0, end).toString('utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Entry);
  }

  add(entry: Entry): void {
    appendFileSync(this.#path, `${JSON.stringify(entry)}\n`);
  }
}

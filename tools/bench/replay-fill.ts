import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eventId } from '@regieboek/eventing';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { REGION } from './replay-contracts.ts';
import { MONTHS } from './replay-extent.ts';
import { benchEvents } from './replay-events.ts';

/** Characters per chunk sent. */
const CHUNK = 100_000;

/** Number of events that share a time of recording, like those of an append. */
const APPEND_EVENTS = 500;

/** A region with this many times the requested events, spread over nearly all of its months. */
const REGION_FACTOR = 1.2;

const columns = 'region, position, stream, revision, id, type, data, meta, recorded_at_ms';

/** Escapes JSON for COPY: without control characters, only the backslash is special. */
const escaped = (text: string): string => text.replaceAll('\\', '\\\\');

/** The first events of the bench as rows of the log, as COPY … FROM reads them. */
function* rowsOf(count: number): Generator<string> {
  const revisions = new Map<string, number>();
  let chunk = '';
  for (const { position, stream, type, data, recordedAt } of benchEvents({
    events: count * REGION_FACTOR,
    months: MONTHS,
  })) {
    if (position > count) break;
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const ms = Date.parse(recordedAt) + Math.floor(position / APPEND_EVENTS);
    const id = eventId('replay', position);
    chunk += `${[REGION, position, stream, revision, id, type, escaped(JSON.stringify(data)), '{}', ms].join('\t')}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** Inserts the first events of the bench in the table of an empty log, each in the stream to which it would be appended. */
export async function fill(url: string, count: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const copy = client.query(copyFrom(`copy log.event (${columns}) from stdin`));
    await pipeline(Readable.from(rowsOf(count)), copy);
    await client.query('analyze log.event');
  } finally {
    await client.end();
  }
}

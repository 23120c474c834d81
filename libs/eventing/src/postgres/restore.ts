import { RunningDigest, runningDigest } from '../digests/running-digest.js';
import { InvalidRequest, type EncodedEvent, type EventLog } from '../event-log.js';
import type { PostgresClient } from './postgres-client.js';

/** Columns in the order of the lines that are copied; JSON is taken as it is, because no column is quoted. */
const COPY =
  "copy log.event (region, position, revision, recorded_at_ms, id, stream, type, meta, data) from stdin (format csv, delimiter E'\\t', quote E'\\x01', escape E'\\x01')";

const LINES_BYTES = 1_048_576;

/** Events of a transaction: after a crash, at most these are copied again. */
const TRANSACTION_EVENTS = 100_000;

const textOf = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString();

const lineOf = (region: string, event: EncodedEvent): string => {
  const { position, revision, recordedAt, id, stream, type, metaJson, json } = event;
  return `${region}\t${position}\t${revision}\t${Date.parse(recordedAt)}\t${id}\t${stream}\t${type}\t${textOf(metaJson)}\t${textOf(json)}\n`;
};

type Batches = AsyncIterable<readonly EncodedEvent[]>;

const otherEvents = (region: string, head: number) =>
  new InvalidRequest([
    `Region ${region} already has ${head} events, which are not the first of those to restore: restore into an empty log.`,
  ]);

/** Events after the head; the ones before it must be those that the log has. */
async function* afterHead(log: EventLog, region: string, batches: Batches): AsyncGenerator<EncodedEvent> {
  const head = await log.head(region);
  const known = head === 0 ? '' : await runningDigest(log, region, head);
  const digest = new RunningDigest(region);
  for await (const events of batches)
    for (const event of events) {
      if (event.position <= head) digest.add(event);
      if (event.position === head && digest.value() !== known) throw otherEvents(region, head);
      if (event.position > head) yield event;
    }
  if (digest.position < head) throw otherEvents(region, head);
}

/** Copies the events of one transaction; returns false when there are no more. */
async function copyNext(client: PostgresClient, region: string, events: AsyncIterator<EncodedEvent>): Promise<boolean> {
  let next = await events.next();
  if (next.done) return false;
  async function* blocks(): AsyncGenerator<Buffer> {
    let [lines, count] = ['', 0];
    for (; !next.done && count < TRANSACTION_EVENTS; count += 1) {
      lines += lineOf(region, next.value);
      if (lines.length > LINES_BYTES) {
        yield Buffer.from(lines);
        lines = '';
      }
      if (count < TRANSACTION_EVENTS - 1) next = await events.next();
    }
    yield Buffer.from(lines);
  }
  await client.copyIn(COPY, 'log.event', blocks());
  return !next.done;
}

/**
 * Records events of a region as they were recorded elsewhere, in transactions of many events. The region must be empty, or have exactly
 * the first of these events; then it goes on after them. Returns the head. Throws InvalidRequest when it has other events.
 */
export async function restoreRegion(
  { log, client }: { readonly log: EventLog; readonly client: PostgresClient },
  region: string,
  batches: Batches,
): Promise<number> {
  const events = afterHead(log, region, batches);
  try {
    while (await copyNext(client, region, events));
  } finally {
    await events.return(undefined);
  }
  return log.head(region);
}

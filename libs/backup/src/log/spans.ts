import {
  RunningDigest,
  SPAN_EVENTS_MAX,
  spanChain,
  type DigestStart,
  type EncodedEvent,
  type EventLog,
  type EventSpan,
  type Recorded,
} from '@regieboek/eventing';
import { BackupFault } from '../format/backup-fault.js';
import { backupFaults } from '../format/faults.js';
import { EventLines, eventIn, linesIn } from './event-lines.js';

/** Events of a span as lines, with the running digest of the region at its end, and where the digest of the span began. */
export interface SavedSpan extends EventSpan {
  readonly lines: Uint8Array;
  readonly digest: string;
  readonly start: DigestStart;
}

/** Part of a region to read: from a start of the digest up to a position. */
export interface ToSave {
  readonly region: string;
  readonly start: DigestStart;
  readonly upTo: number;
}

/** Stands in a line that contains a control character. */
const QUOTED = 0x01;

const unreadable = (region: string, position: number) =>
  new BackupFault(backupFaults.controlCharacter(region, position));

/** Throws BackupFault, naming the event, when its JSON contains a control character. */
function mustBePlain(region: string, lines: Buffer): void {
  if (!lines.includes(QUOTED)) return;
  const line = linesIn(lines).find((one) => one.includes(QUOTED));
  throw unreadable(region, (line && eventIn(line)?.position) ?? 0);
}

function spansOf({ start, upTo }: ToSave): EventSpan[] {
  const spans: EventSpan[] = [];
  for (let after = start.position; after < upTo; after += SPAN_EVENTS_MAX)
    spans.push({ after, upTo: Math.min(after + SPAN_EVENTS_MAX, upTo) });
  return spans;
}

/** Spans that the store writes as lines and hashes itself. */
async function* byStore(log: EventLog & Required<Pick<EventLog, 'lines'>>, of: ToSave): AsyncGenerator<SavedSpan> {
  const spans = spansOf(of);
  const digests = log.digests(of.region, spans)[Symbol.asyncIterator]();
  let { start } = of;
  let index = 0;
  try {
    for await (const bytes of log.lines(of.region, spans)) {
      const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      mustBePlain(of.region, lines);
      const [span, hashed] = [spans[index], await digests.next()];
      if (!span || hashed.done) return;
      const digest = spanChain(start.digest, hashed.value.digest);
      yield { ...span, lines, digest, start };
      start = { position: span.upTo, digest };
      index += 1;
    }
  } finally {
    await digests.return?.();
  }
}

const eventsOf = (
  log: EventLog,
  { region, start, upTo }: ToSave,
): AsyncIterable<readonly (Recorded | EncodedEvent)[]> => {
  const range = { after: start.position, upTo };
  return log.readEncoded?.(region, range) ?? log.readRegion(region, range);
};

/** Spans made of events in this process. */
async function* byEvents(log: EventLog, of: ToSave): AsyncGenerator<SavedSpan> {
  const digest = new RunningDigest(of.region, of.start);
  let lines = new EventLines();
  for await (const events of eventsOf(log, of))
    for (const event of events) {
      digest.add(event);
      if (!lines.add(event)) throw unreadable(of.region, event.position);
      const { start, position } = digest;
      if (position - start.position < SPAN_EVENTS_MAX && position < of.upTo) continue;
      yield { after: start.position, upTo: position, lines: lines.take(), digest: digest.value(), start };
      lines = new EventLines();
    }
}

const writesLines = (log: EventLog): log is EventLog & Required<Pick<EventLog, 'lines'>> => log.lines !== undefined;

/** Spans of a region in order, written by the store where it can, otherwise from its events. */
export async function* spansToSave(log: EventLog, of: ToSave): AsyncGenerator<SavedSpan> {
  let { start } = of;
  if (writesLines(log))
    for await (const span of byStore(log, of)) {
      yield span;
      start = { position: span.upTo, digest: span.digest };
    }
  if (start.position < of.upTo) yield* byEvents(log, { ...of, start });
}

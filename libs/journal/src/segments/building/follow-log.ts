import type { EncodedEvent, JournalledEvent } from '../../columns/encode/segment-builder.js';
import type { Manifest, SegmentEntry } from '../files/manifest.js';

/** The part of the event log that the journal reads. */
export interface JournalLog {
  readRegion(region: string, options?: { after?: number; upTo?: number }): AsyncIterable<readonly JournalledEvent[]>;
  /** The same with the data of every event as the JSON that it was recorded as, where the log can give that. */
  readEncoded?(region: string, options?: { after?: number }): AsyncIterable<readonly EncodedEvent[]>;
  head(region: string): Promise<number>;
}

/** Id of the event at a position, or null when the log does not go so far. */
async function idAt(log: JournalLog, region: string, position: number): Promise<string | null> {
  for await (const batch of log.readRegion(region, { after: position - 1, upTo: position })) {
    const [event] = batch;
    if (event) return event.id;
  }
  return null;
}

/**
 * The segments of a manifest that are of this log: it has the same first event, and the same event where each segment
 * ends. A log that was restored from an older backup and went on otherwise keeps what both have. Null: another log.
 */
export async function segmentsOfLog(log: JournalLog, manifest: Manifest): Promise<readonly SegmentEntry[] | null> {
  const { region, segments } = manifest;
  if ((await idAt(log, region, 1)) !== manifest.firstId) return null;
  for (let count = segments.length; count > 0; count -= 1) {
    const last = segments[count - 1];
    if (last && (await idAt(log, region, last.upTo)) === last.lastId) return segments.slice(0, count);
  }
  return [];
}

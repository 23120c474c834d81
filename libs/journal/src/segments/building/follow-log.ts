import type { EncodedEvent, JournalledEvent } from '../../columns/encode/segment-builder.js';
import type { Manifest, SegmentEntry } from '../files/manifest.js';

/** The part of the event log that the journal needs. */
export interface JournalLog {
  readRegion(region: string, options?: { after?: number; upTo?: number }): AsyncIterable<readonly JournalledEvent[]>;
  /** Reads events with their data as recorded JSON bytes, if the log supports that. */
  readEncoded?(region: string, options?: { after?: number }): AsyncIterable<readonly EncodedEvent[]>;
  head(region: string): Promise<number>;
}

/** Id of the event at a position; null beyond the head of the log. */
async function idAt(log: JournalLog, region: string, position: number): Promise<string | null> {
  for await (const batch of log.readRegion(region, { after: position - 1, upTo: position })) {
    const [event] = batch;
    if (event) return event.id;
  }
  return null;
}

/**
 * The segments of a manifest that belong to this log: it has the same first event, and the same event at the end of
 * each segment. When a log was restored from an older backup and continued differently, the common segments remain.
 * Null: another log.
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

import type { Recorded } from '../../event-log.js';
import type { RegionReader } from '../region-reader.js';
import type { RegionIndex } from './region-index.js';

/** Events that are looked up, besides the last one. */
const SAMPLES = 16;

/** The event at a position. */
async function eventAt(reader: RegionReader, position: number): Promise<Recorded | undefined> {
  for await (const [event] of reader.pages({ after: position - 1, upTo: position, rows: 1 })) return event;
  return undefined;
}

/**
 * Checks that a recorded index belongs to the log being read: it does not extend beyond the log, its last event has the same id
 * and time, and a sample of events is at the recorded positions.
 */
export async function isOfLog(index: RegionIndex, reader: RegionReader, head: number): Promise<boolean> {
  // Other processes may have written and recorded events since the head was read.
  if (index.head > head && index.head > (await reader.head())) return false;
  const samples = Array.from({ length: SAMPLES }, () => 1 + Math.floor(Math.random() * index.head));
  const found = await Promise.all([...samples, index.head].map((position) => eventAt(reader, position)));
  const last = found.at(-1);
  if (last?.id !== index.lastId || Date.parse(last.recordedAt) !== index.atMs) return false;
  return found.every((event) => event && index.positions(event.stream, event.revision, 1)[0] === event.position);
}

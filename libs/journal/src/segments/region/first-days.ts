import { decode } from '@regieboek/events';
import { fromDay, type Day } from '@regieboek/kernel';
import { sideEvents } from '../../columns/read/known-region.js';
import { factKind } from '../../columns/encode/segment.js';
import { at } from '../../columns/tables/table.js';
import { dutchDayOf } from '../../history/known-at.js';
import { businessDayOf } from '../../history/business-days.js';
import type { OpenedSegments } from './region-journal.js';

const MILLISECONDS_A_DAY = 86_400_000;
const REGISTERED = factKind('registered');

/** Dutch calendar day of the first event of a region; null without events. */
export function firstRecordedIn({ manifest, segments }: OpenedSegments): Day | null {
  const [first] = manifest.segments;
  if (!first) return null;
  const { column, rows } = segments.events(first);
  if (rows === 0) return null;
  const time = new Date(Math.min(at(column.recordedMillisecond, 0), MILLISECONDS_A_DAY - 1)).toISOString();
  return dutchDayOf(`${fromDay(at(column.recordedDay, 0))}${time.slice(10)}`);
}

/** First business day of a fact or declaration; null without either. */
export function firstBusinessDayIn({ manifest, segments, names }: OpenedSegments): Day | null {
  let first = Infinity;
  for (const entry of manifest.segments) {
    for (const event of sideEvents({ other: segments.other(entry) }, names, () => true))
      first = Math.min(first, businessDayOf(decode(event)) ?? Infinity);
    const { column, rows } = segments.facts(entry);
    for (let row = 0; row < rows; row += 1)
      if (at(column.kind, row) !== REGISTERED) first = Math.min(first, at(column.recordedOn, row));
  }
  return first === Infinity ? null : first;
}

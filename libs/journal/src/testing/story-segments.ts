import { Declarations } from '../columns/names/declarations.js';
import { contractsAt, sideEvents } from '../columns/read/known-region.js';
import { inMemory, rowNames } from '../columns/read/memory-segments.js';
import { RegionNames } from '../columns/names/region-names.js';
import { SegmentBuilder } from '../columns/encode/segment-builder.js';
import type { Segment } from '../columns/encode/segment.js';
import type { StoryEvent } from './story.js';

/** A story as segments in memory of at most this many events each, with the dictionaries to read them. */
export function segmentsOf(events: readonly StoryEvent[], size: number) {
  const names = new RegionNames();
  const segments: Segment[] = [];
  for (let from = 0; from < events.length; from += size) {
    const builder = new SegmentBuilder(names, from);
    for (const event of events.slice(from, from + size))
      builder.add({ ...event, id: `e${event.position}`, recordedAt: '2025-06-01T10:00:00.000Z' });
    segments.push(builder.build());
  }
  const rows = rowNames(names);
  const side = segments.flatMap((segment) => sideEvents(segment, rows));
  return {
    source: inMemory(segments),
    rows,
    youths: names.youths.size,
    declarations: new Declarations(
      segments.map(({ other }) => other),
      names,
    ),
    /** Definition and contracts as known at a position. */
    regionAt: (upTo: number) => contractsAt(side, upTo),
  };
}

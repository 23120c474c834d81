import type { JournalledEvent } from '@regieboek/journal';
import { addMonths, fromDay, lastDayOf, monthOf } from '@regieboek/kernel';
import { beginning, type Told } from './replay-contracts.ts';
import { firstOf, type Extent } from './replay-extent.ts';
import { BenchRegion } from './replay-region.ts';

/** The events of the region in order, with positions, ids and times; at least as many as asked for. */
export function* benchEvents(extent: Extent): Generator<JournalledEvent> {
  const region = new BenchRegion(extent);
  const first = firstOf(extent.months);
  let position = 0;
  const dated = (told: Told, recordedAt: string): JournalledEvent => {
    position += 1;
    return { ...told, position, id: `e${position}`, recordedAt };
  };
  for (const told of beginning()) yield dated(told, `${fromDay(first - 1)}T12:00:00.000Z`);
  for (let index = 0; index < extent.months; index += 1) {
    const recordedAt = `${fromDay(lastDayOf(monthOf(addMonths(first, index))) + 6)}T09:00:00.000Z`;
    for (const told of region.month(index)) yield dated(told, recordedAt);
  }
}

import { describe, expect, it } from '@jest/globals';
import { eventId } from '../event-id.js';
import { partitionOf } from './partition.js';

describe('the partition of a stream', () => {
  it('never changes: a change would put the stream out of order', () => {
    const streams = ['zhz.youth-1', 'zhz.youth-2', 'zeeland.contract-99990001', 'wbo.assignment-0505-700101'];
    expect(streams.map((stream) => partitionOf(stream, 6))).toEqual([4, 3, 5, 2]);
  });

  it('is an existing one, and each gets its share', () => {
    const partitions = Array.from({ length: 6_000 }, (_, i) => partitionOf(`zhz.youth-${eventId('youth', i)}`, 6));
    const counts = [...Map.groupBy(partitions, (one) => one)].map(([, own]) => own.length);
    expect([counts.length, Math.min(...counts) > 850]).toEqual([6, true]);
    for (let i = 0; i < 600; i += 1) expect(partitionOf(`zhz.assignment-0505-${i}`, 1)).toBe(0);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromDay } from '@regieboek/kernel';
import { regions, Story, youthId, type StoryEvent } from '../../testing/index.js';
import { RegionNames } from '../names/region-names.js';
import { at, textsOf, type Table } from '../tables/table.js';
import { SegmentBuilder, type EncodedEvent, type JournalledEvent } from './segment-builder.js';

const TIME = '2025-06-01T10:00:00.000Z';
const parsed = (event: StoryEvent, recordedAt = TIME): JournalledEvent => ({
  ...event,
  id: `e${event.position}`,
  recordedAt,
});
function encoded(event: StoryEvent, json = JSON.stringify(event.data)): EncodedEvent {
  const { stream, position, type } = event;
  return { stream, position, type, id: `e${position}`, recordedAt: TIME, json: new TextEncoder().encode(json) };
}

const built = (events: readonly (JournalledEvent | EncodedEvent)[], names = new RegionNames(), after = 0) => {
  const builder = new SegmentBuilder(names, after);
  for (const event of events) builder.add(event);
  return builder.build();
};

/** A table as plain values. */
const plain = ({ rows, column, text }: Table) => ({
  rows,
  column: Object.fromEntries(Object.entries(column).map(([name, values]) => [name, [...values]])),
  text: textsOf(text),
});

describe('a segment', () => {
  it('is the same whether its events come as objects or as their JSON', () => {
    fc.assert(
      fc.property(regions, ({ events }) => {
        const [ofObjects, ofJson] = [
          built(events.map((event) => parsed(event))),
          built(events.map((event) => encoded(event))),
        ];
        for (const name of ['events', 'facts', 'care', 'assignments', 'evidence', 'other'] as const)
          expect([name, plain(ofJson[name])]).toEqual([name, plain(ofObjects[name])]);
        expect([...ofJson.lines.keys()]).toEqual([...ofObjects.lines.keys()]);
        for (const [month, table] of ofObjects.lines) {
          const other = ofJson.lines.get(month);
          expect(other && plain(other)).toEqual(plain(table));
        }
        expect(ofJson.names).toEqual(ofObjects.names);
        expect(textsOf(ofJson.youths)).toEqual(textsOf(ofObjects.youths));
      }),
      { seed: 161, numRuns: 20 },
    );
  });

  it('has every event at its position, with its type and when it was recorded', () => {
    const names = new RegionNames();
    const times = ['2025-03-30T00:59:59.999Z', '2025-03-30T00:59:59.999Z', '2024-02-29T23:00:00.001Z'];
    const { events } = new Story().region().youth(1).youth(2);
    const {
      events: table,
      after,
      upTo,
    } = built(
      events.map((event, index) => parsed(event, times[index])),
      names,
    );
    expect([after, upTo, [...table.column.position]]).toEqual([0, 3, [1, 2, 3]]);
    expect([...table.column.type].map((type) => names.words.text(type))).toEqual(events.map(({ type }) => type));
    const moments = times.map((_, row) => {
      const time = new Date(at(table.column.recordedMillisecond, row)).toISOString().slice(10);
      return `${fromDay(at(table.column.recordedDay, row))}${time}`;
    });
    expect(moments).toEqual(times);
  });

  it('is sorted by youth, and of one youth by position', () => {
    fc.assert(
      fc.property(regions, ({ events }) => {
        const { facts, care, assignments, other } = built(events.map((event) => parsed(event)));
        for (const { rows, column } of [facts, care, assignments, other])
          for (let row = 1; row < rows; row += 1) {
            const [before, own] = [at(column.youth, row - 1), at(column.youth, row)];
            expect(before < own || (before === own && at(column.position, row - 1) < at(column.position, row))).toBe(
              true,
            );
          }
      }),
      { seed: 162, numRuns: 10 },
    );
  });

  it('goes on with the names of the one before it, and says which are new', () => {
    const { events } = new Story()
      .region()
      .youth(1)
      .lives(1, '0505', '2020-01-01')
      .youth(2)
      .lives(2, '0512', '2021-01-01');
    const names = new RegionNames();
    const first = built(
      events.slice(0, 3).map((event) => parsed(event)),
      names,
    );
    const second = built(
      events.slice(3).map((event) => parsed(event)),
      names,
      3,
    );
    expect([first.firstYouth, textsOf(first.youths)]).toEqual([0, [youthId(1)]]);
    expect([second.firstYouth, textsOf(second.youths), second.after, second.upTo]).toEqual([1, [youthId(2)], 3, 5]);
    expect(second.names.words).toEqual(['0512']);
    expect([...second.facts.column.youth]).toEqual([1, 1]);
  });

  it('knows the latest time of its events, and how much it holds', () => {
    const builder = new SegmentBuilder(new RegionNames(), 0);
    expect([builder.size, builder.bytes, builder.recordedTo]).toEqual([0, 0, '']);
    const { events } = new Story().region().youth(1);
    const [first, second] = events.map((event, index) =>
      parsed(event, ['2025-01-02T00:00:00.000Z', '2025-01-01T00:00:00.000Z'][index]),
    );
    if (first) builder.add(first);
    const { bytes } = builder;
    expect(bytes).toBe(JSON.stringify(first?.data).length);
    if (second) builder.add(second);
    expect([builder.size, builder.bytes, builder.recordedTo]).toEqual([2, bytes, '2025-01-02T00:00:00.000Z']);
  });
});

describe('a builder of segments', () => {
  const [region, youth] = new Story().region().youth(1).events;
  if (!region || !youth) throw new Error('the story has two events');

  it.each([
    ['left out', 2],
    ['given twice', 0],
    ['far ahead', 0x7fffffff],
  ])('refuses an event when one before it was %s, and names both positions', (_, position) => {
    const builder = new SegmentBuilder(new RegionNames(), 0);
    expect(() => builder.add(parsed({ ...region, position }))).toThrow(
      `the journal should continue at position 1 but received ${position}: read the region again from there`,
    );
    builder.add(parsed(region));
    expect(builder.size).toBe(1);
  });

  it('refuses positions that a column cannot hold', () => {
    const builder = new SegmentBuilder(new RegionNames(), 0x7fffffff);
    expect(() => builder.add(parsed({ ...region, position: 0x80000000 }))).toThrow('should continue at position');
  });

  it.each([
    ['a type that nobody knows', { ...youth, type: 'placements.youth-vanished.v9' }],
    ['a day that does not exist', { ...youth, data: { youth: youthId(1), birth: '2025-02-30' } }],
  ])('stops at %s, in both forms', (_, event) => {
    for (const form of [parsed, encoded]) {
      const builder = new SegmentBuilder(new RegionNames(), 0);
      builder.add(parsed(region));
      expect(() => builder.add(form(event))).toThrow();
    }
  });

  it('stops at malformed JSON, and at bytes that are not text', () => {
    for (const json of ['', '{', 'null', '{"youth":'])
      expect(() => built([encoded({ ...region, position: 1 }, json)])).toThrow();
    const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expect(() => built([{ ...encoded(region), json: bytes }])).toThrow(/not valid for encoding/);
  });

  it('keeps lines of a declaration that nobody received as JSON', () => {
    const line = { place: 0, reference: 'R', previous: null, youth: null, assignment: 1, category: '45', code: null };
    const more = {
      from: '2025-01-01',
      to: '2025-01-02',
      volume: 1,
      unit: '14',
      tariffCents: null,
      cents: 5,
      codes: [],
    };
    const data = { part: 0, lines: [{ ...line, ...more }] };
    const event = { stream: 'zhz.declaration-x', position: 1, type: 'finance.declaration-lines-decided.v1', data };
    for (const form of [parsed, encoded]) {
      const { lines, other } = built([form(event)]);
      expect([lines.size, other.rows, textsOf(other.text).map((text) => JSON.parse(text) as unknown)]).toEqual([
        0,
        1,
        [data],
      ]);
    }
  });
});

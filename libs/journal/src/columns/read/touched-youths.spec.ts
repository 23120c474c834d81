import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseMonth } from '@regieboek/kernel';
import { sized } from '@regieboek/kernel/testing';
import { regions, segmentsOf, type StoryEvent } from '../../testing/index.js';
import { noLines } from '../encode/evidence-rows.js';
import { allYouths } from './collectors.js';
import { TouchedYouths } from './touched-youths.js';

const month = parseMonth('2025-03');
if (!month) throw new Error('no month');

interface Data {
  readonly youth?: string;
  readonly period?: string;
  readonly lines?: readonly { readonly youth?: string; readonly client?: string }[];
}
const dataOf = ({ data }: StoryEvent): Data => (typeof data === 'object' && data !== null ? data : {});

/** Youths in placements events that were recorded in between, from the events themselves. */
const named = (events: readonly StoryEvent[]) =>
  events.flatMap((event) => (event.type.startsWith('placements.') ? (dataOf(event).youth ?? []) : []));

/** Youths with lines of the month that were recorded or started to count in between. */
function declared(events: readonly StoryEvent[], from: number, to: number): string[] {
  const isBetween = ({ position }: StoryEvent) => position > from && position <= to;
  const ofMonth = new Set(events.filter((one) => dataOf(one).period === month).map(({ stream }) => stream));
  const decided = new Set(
    events.filter((one) => one.type === 'finance.declaration-decided.v1' && isBetween(one)).map(({ stream }) => stream),
  );
  return events
    .filter(({ type, stream }) => type === 'finance.declaration-lines-decided.v1' && ofMonth.has(stream))
    .filter((one) => isBetween(one) || decided.has(one.stream))
    .flatMap((one) => (dataOf(one).lines ?? []).flatMap(({ youth }) => youth ?? []));
}

describe('youths touched between two positions', () => {
  it('are those in events in between, and those with lines that were recorded or started to count', () => {
    const seen = { placements: 0, lines: 0, none: 0 };
    fc.assert(
      fc.property(regions, fc.nat(12), fc.nat(6), fc.constantFrom(5, 20, 500), ({ events }, back, last, size) => {
        const to = Math.max(1, events.length - last);
        const from = Math.max(0, to - back);
        const { source, rows, declarations } = segmentsOf(events, size);
        const touched = new TouchedYouths({ from, to });
        for (const tables of source.youths(allYouths)) touched.addTables({ ...tables, evidence: noLines });
        const placements = [...touched.youths];
        const [before, after] = [declarations.of(month, from), declarations.of(month, to)];
        for (const table of source.lines(month)) touched.addLines(table, before.counts, after.counts);
        const textsOf = (numbers: Iterable<number>) => [...numbers].map((number) => rows.youth(number)).sort();
        const expected = new Set(named(events.slice(from, to)));
        expect(textsOf(placements)).toEqual([...expected].sort());
        const lines = declared(events, from, to);
        expect(textsOf(touched.youths)).toEqual([...new Set([...expected, ...lines])].sort());
        seen.placements += expected.size;
        seen.lines += lines.filter((youth) => !expected.has(youth)).length;
        seen.none += touched.youths.size === 0 ? 1 : 0;
      }),
      { seed: 20250419, numRuns: sized(250, 600) },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });
});

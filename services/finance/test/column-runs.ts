/** Runs by columns compared with runs over the history on random regions: few in `npm test`, many in `npm run test:long`. */
import { expect } from '@jest/globals';
import fc from 'fast-check';
import {
  billedLines,
  billMonth,
  changedLines,
  inOrderOfId,
  type BilledParts,
  ruleSets,
  type RuleSet,
} from '@regieboek/billing';
import { allYouths, RegionHistory } from '@regieboek/journal';
import { regions, segmentsOf, type StoryEvent } from '@regieboek/journal/testing';
import { parseMonth, type Month } from '@regieboek/kernel';
import { billPeriod } from '../src/domain/runs/billing-run.js';
import { diffRuns } from '../src/domain/differences/diff.js';

const usual = ruleSets.named('2025.1');

const month = (text: string): Month => {
  const parsed = parseMonth(text);
  if (!parsed) throw new Error(`no month ${text}`);
  return parsed;
};

interface Asked {
  readonly size: number;
  readonly upTo: number;
  readonly cut: number;
}

/** The run by columns, with the youths divided at `cut` as over two workers. */
function byColumns(
  events: readonly StoryEvent[],
  period: Month,
  { size, upTo, cut }: Asked,
  rules: RuleSet = usual,
): BilledParts[] {
  const { source, rows, declarations, regionAt } = segmentsOf(events, size);
  const ranges =
    cut > 0
      ? [
          { least: 0, end: cut },
          { ...allYouths, least: cut },
        ]
      : [allYouths];
  const known = { region: regionAt(upTo), declarations: declarations.of(period, upTo) };
  return ranges.map((range) => billMonth(source, { month: period, upTo, range, rules }, known, rows));
}

function byHistory(events: readonly StoryEvent[], upTo: number): RegionHistory {
  const history = new RegionHistory();
  for (const event of events.slice(0, upTo)) history.apply(event);
  return history;
}

const months = ['2022-01', '2024-02', '2025-03'].map(month);

/** How many regions are tried, from which seed, and by which rules; those in force when left out. */
export interface RunsCompared {
  readonly rules?: RuleSet;
  readonly seed: number;
  readonly numRuns: number;
}

/** What a run by columns bills is to the byte what the run over the history bills; gives how much was compared. */
export function columnsBillWhatHistoriesBill({ rules = usual, ...tried }: RunsCompared) {
  const asked = fc.record({
    size: fc.integer({ min: 1, max: 40 }),
    cut: fc.nat(4),
    upTo: fc.oneof(fc.constant(0), fc.nat(25)),
  });
  const seen = { columns: 0, objects: 0, lines: 0, split: 0 };
  fc.assert(
    fc.property(regions, asked, fc.constantFrom(...months), (story, { size, cut, upTo }, period) => {
      const { events } = story;
      const position = Math.max(2, events.length - upTo);
      const oracle = billPeriod(byHistory(events, position), period, rules);
      const parts = byColumns(events, period, { size, cut, upTo: position }, rules);
      expect(JSON.stringify(billedLines(parts))).toBe(JSON.stringify(oracle.lines));
      const sums = parts.map((part) => part.sums);
      const sum = (of: (one: BilledParts['sums']) => number) => sums.reduce((total, one) => total + of(one), 0);
      expect(sum(({ approvedCents }) => approvedCents)).toBe(oracle.totals.approvedCents);
      expect(sum(({ unresolvedCents }) => unresolvedCents)).toBe(oracle.totals.unresolvedCents);
      seen.columns += sum(({ youths }) => youths.columns);
      seen.objects += sum(({ youths }) => youths.objects);
      seen.lines += oracle.lines.length;
      seen.split += oracle.lines.filter(({ id }) => id.endsWith('.2')).length;
    }),
    tried,
  );
  return seen;
}

/** The lines of changed youths give every difference between two positions and no other; gives how much was compared. */
export function changedLinesGiveEveryDifference(tried: RunsCompared) {
  const asked = fc.record({ cut: fc.nat(4), back: fc.nat(12) });
  const seen = { differences: 0, same: 0, left: 0 };
  fc.assert(
    fc.property(regions, asked, fc.constantFrom(...months), ({ events }, { cut, back }, period) => {
      const positions = [Math.max(2, events.length - back), events.length];
      const [was, is] = positions.map((upTo) => byColumns(events, period, { size: 20, cut, upTo }));
      const [before, after] = positions.map((upTo) => billPeriod(byHistory(events, upTo), period, usual));
      if (!was || !is || !before || !after) throw new Error('two runs are compared');
      const ordered = (parts: BilledParts[]) => ({ parts, order: inOrderOfId(parts) });
      const changed = changedLines(ordered(was), ordered(is));
      const some = { period, lumpSums: [] };
      const wanted = diffRuns({ ...some, lines: before.lines }, { ...some, lines: after.lines });
      expect(diffRuns({ ...some, lines: changed.before }, { ...some, lines: changed.after })).toEqual(wanted);
      seen.differences += wanted.length;
      seen.same += changed.after.length === 0 ? 1 : 0;
      seen.left += after.lines.length - changed.after.length;
    }),
    tried,
  );
  return seen;
}

import type { Month } from '@regieboek/kernel';
import { billMonth } from '../columns/bill-month.js';
import { changedLines, type ChangedLines } from '../columns/changed-lines.js';
import { allYouths } from '../columns/gathered.js';
import { inOrderOfId } from '../columns/in-order.js';
import { TouchedYouths, type Between } from '../columns/touched-youths.js';
import { regionAt, type Opened } from './region-journal.js';

/** Whether the definition of the region or a contract changed: then any line of any youth may have. */
export const touchesAll = ({ contractEvents }: Opened, { from, to }: Between): boolean =>
  contractEvents.some(({ position }) => position > from && position <= to);

/**
 * What became different in a month between two positions, when no contract did: youths about whom something was recorded
 * are billed as known at both, and nobody else.
 */
export function changesIn(opened: Opened, period: Month, between: Between): ChangedLines {
  const { segments, names, declarations } = opened;
  const [before, after] = [declarations.of(period, between.from), declarations.of(period, between.to)];
  const touched = new TouchedYouths(between);
  for (const tables of segments.recordedBetween(between)) touched.addTables(tables);
  for (const table of segments.lines(period)) touched.addLines(table, before.counts, after.counts);
  const billed = (upTo: number, known: typeof before) => {
    const question = { month: period, upTo, range: allYouths, youths: touched.youths };
    const part = billMonth(segments, question, { region: regionAt(opened, upTo), declarations: known }, names);
    return { parts: [part], order: inOrderOfId([part]) };
  };
  return changedLines(billed(between.from, before), billed(between.to, after));
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figuresWork, type ReconciledTotals } from '@regieboek/finance';
import { Journal } from '@regieboek/journal/segments';
import { monthOf } from '@regieboek/kernel';
import { median, perSecond, REPETITIONS, secondsOf, type Measurement } from './measurement.ts';
import { REGION } from './replay-contracts.ts';
import { BILLED } from './replay-extent.ts';
import { BenchLog } from './replay-source.ts';

/** A broad region of few months: many lines in the month, and little around it. */
const EXTENT = { events: 1_000_000, months: 6 };

/** Lines a second that we want to reach. */
const WANTED = 1_000_000;

const linesOf = ({ declared, expected }: ReconciledTotals): number =>
  [...Object.values(declared), ...Object.values(expected)].reduce((sum, { lines }) => sum + lines, 0);

/**
 * A month reconciled end to end: from the segments to the list of work, as `Reconciliations` does it. Lines of both
 * sides are counted; the median of several runs, after one that does not count.
 */
export async function reconciledMonth(): Promise<Measurement> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-reconcile-'));
  try {
    const journal = new Journal({ dataDir, log: new BenchLog(EXTENT) });
    await journal.catchUp(REGION);
    const month = monthOf(BILLED);
    const figures = () => journal.months({ region: REGION, from: month, to: month }, figuresWork);
    const { totals, items } = await figures();
    const lines = linesOf(totals);
    const times: number[] = [];
    for (let run = 0; run < REPETITIONS; run += 1) times.push(await secondsOf(figures));
    const seconds = median(times);
    if (items.length === 0) throw new Error('nothing is left to look at: the region of the bench is not reconciled');
    const name = `a month of ${lines.toLocaleString('en')} declared and expected lines reconciled, from the segments`;
    return perSecond(name, 'lines/s', { value: lines / seconds, baseline: WANTED }, 'what we want to reach');
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

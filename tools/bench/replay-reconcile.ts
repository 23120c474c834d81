import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFigures } from '@regieboek/finance';
import { Journal } from '@regieboek/journal/segments';
import { monthOf } from '@regieboek/kernel';
import { perSecond, secondsOf, type Measurement } from './measurement.ts';
import { REGION } from './replay-contracts.ts';
import { BILLED } from './replay-extent.ts';
import { BenchLog } from './replay-source.ts';

/** A broad region of few months: many lines in the month, and little around it. */
const EXTENT = { events: 500_000, months: 18 };

/** Lines a second that we want to reach. */
const WANTED = 1_000_000;

/**
 * A month reconciled end to end: from the segments to the list of work, as `Reconciliations` does it. Lines of both
 * sides are counted.
 */
export async function reconciledMonth(): Promise<Measurement> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-reconcile-'));
  try {
    const journal = new Journal({ dataDir, log: new BenchLog(EXTENT) });
    await journal.catchUp(REGION);
    const month = monthOf(BILLED);
    let [lines, items] = [0, 0];
    const seconds = await secondsOf(async () => {
      const figures = await journal.months({ region: REGION, from: month, to: month }, (columns) => inFigures(columns));
      const { declared, expected } = figures.totals;
      lines = [...Object.values(declared), ...Object.values(expected)].reduce((sum, one) => sum + one.lines, 0);
      items = figures.items.length;
    });
    if (items === 0) throw new Error('nothing is left to look at: the region of the bench is not reconciled');
    const name = `a month of ${lines.toLocaleString('en')} declared and expected lines reconciled, from the segments`;
    return perSecond(name, 'lines/s', { value: lines / seconds, baseline: WANTED }, 'what we want to reach');
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figuresWork, type ReconciledTotals } from '@regieboek/finance';
import { successorsOf } from '@regieboek/billing';
import { Journal, linesWork } from '@regieboek/journal/segments';
import { monthOf } from '@regieboek/kernel';
import { median, perSecond, REPETITIONS, secondsOf, type Measurement } from './measurement.ts';
import { REGION } from './replay-contracts.ts';
import { BILLED } from './replay-extent.ts';
import { BenchLog } from './replay-source.ts';

/** A broad region of few months: a month with a million declared lines and nearly as many expected ones. */
const EXTENT = { events: 6_400_000, months: 3 };

const GIGABYTE = 1024 ** 3;

/** Goal in lines per second on a machine with two cores. */
const WANTED = 1_000_000;

const linesOf = ({ declared, expected }: ReconciledTotals): number =>
  [...Object.values(declared), ...Object.values(expected)].reduce((sum, { lines }) => sum + lines, 0);

/** Seconds to reconcile the month: the median of several runs after one warm-up run. */
async function reconciling(journal: Journal): Promise<{ readonly seconds: number; readonly lines: number }> {
  const month = monthOf(BILLED);
  const work = linesWork({ from: month, to: month }, figuresWork);
  const figures = () => journal.months({ region: REGION }, work);
  const { totals, items } = await figures();
  if (items.length === 0) throw new Error('nothing is left to look at: the region of the bench is not reconciled');
  const times: number[] = [];
  for (let run = 0; run < REPETITIONS; run += 1) times.push(await secondsOf(figures));
  return { seconds: median(times), lines: linesOf(totals) };
}

/**
 * A month reconciled end to end by one thread and by two: from the segments to the work list, like `Reconciliations`.
 * Lines of both sides are counted.
 */
export async function reconciledMonth(): Promise<Measurement[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-reconcile-'));
  try {
    const log = new BenchLog(EXTENT);
    const rows: Measurement[] = [];
    for (const workers of [1, 2]) {
      const journal = new Journal({ successorsOf, dataDir, log, workers, keptBytesMax: 4 * GIGABYTE });
      await journal.catchUp(REGION);
      const { seconds, lines } = await reconciling(journal);
      const threads = workers === 1 ? 'one thread' : 'two threads';
      const name = `a month of ${lines.toLocaleString('en')} declared and expected lines reconciled, ${threads}`;
      rows.push(perSecond(name, 'lines/s', { value: lines / seconds, baseline: WANTED }, 'what we want to reach'));
    }
    return rows;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

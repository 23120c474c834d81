/**
 * `npm run bench:replay [-- --events N] [--months M] [--json FILE] [--keep DIR]`: building the journal of a region of M months (120) with N
 * events (10,000,000 by default), and billing months from it. Every row has a baseline from the same run. `--proof N`: only sealing and
 * proving a month over N events in PostgreSQL.
 */
import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareFromJournal, diffRuns } from '@regieboek/finance';
import { ruleSets, successorsOf } from '@regieboek/billing';
import { runMonth } from '@regieboek/billing/run';
import { Journal } from '@regieboek/journal/segments';
import { addMonths, monthOf, toDay, type Month } from '@regieboek/kernel';
import { compare, median, perSecond, round, secondsOf, REPETITIONS, type Measurement } from './measurement.ts';
import { benchReconcile } from './reconcile.ts';
import { reconciledMonth } from './replay-reconcile.ts';
import { proofOfLog, readingOfLog } from './replay-log.ts';
import { REGION } from './replay-contracts.ts';
import { BILLED, firstOf, MONTHS } from './replay-extent.ts';
import { BenchLog, EncodedBenchLog } from './replay-source.ts';

const GIGABYTE = 1024 ** 3;
const MEGABYTE = 1024 ** 2;
const SEGMENT_EVENTS = 1_000_000;

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '10000000' },
    months: { type: 'string', default: String(MONTHS) },
    json: { type: 'string' },
    keep: { type: 'string' },
    cold: { type: 'string' },
    proof: { type: 'string' },
  },
});
const extent = { events: Number(values.events), months: Number(values.months) };
const period: Month = monthOf(BILLED);
const rules = ruleSets.inForce(period);
/** A month under the law before 2022. */
const OLD_LAW = toDay('2021-03-01');

/** Options for opening a journal of the bench. */
interface Opening {
  readonly count: number;
  readonly workers?: number;
  readonly keptBytesMax?: number;
}

const open = (dataDir: string, { count, workers = 1, keptBytesMax = 16 * GIGABYTE }: Opening): Journal =>
  new Journal({
    successorsOf,
    dataDir,
    log: new BenchLog(extent, count),
    workers,
    keptBytesMax,
    segmentEvents: SEGMENT_EVENTS,
  });

/** A run in a separate process, with nothing in memory: seconds from its first statement, and its peak memory. */
interface Cold {
  readonly seconds: number;
  readonly rssMegabytes: number;
  readonly digest: string;
  readonly lines: number;
}

/** Peak memory of this process in bytes. Node's own figure includes the process that started it. */
function largestMemory(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return 1024 * Number(kilobytes ?? process.resourceUsage().maxRSS);
}

async function coldRun(dataDir: string, count: number): Promise<Cold> {
  const journal = open(dataDir, { count, workers: 2, keptBytesMax: 0 });
  const run = await runMonth(journal, { region: REGION, period }, rules);
  const digest = run.digest([]);
  const rssMegabytes = Math.round(largestMemory() / MEGABYTE);
  return { seconds: performance.now() / 1000, rssMegabytes, digest, lines: run.order.rows };
}

function coldProcess(dataDir: string, count: number): Cold {
  const file = join(dataDir, 'cold.json');
  const self = fileURLToPath(import.meta.url);
  const args = [
    self,
    '--events',
    values.events,
    '--months',
    values.months,
    '--keep',
    dataDir,
    '--cold',
    String(count),
    '--json',
    file,
  ];
  const env = { ...process.env, NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --max-semi-space-size=8` };
  const { status } = spawnSync(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('the cold run failed');
  return JSON.parse(readFileSync(file, 'utf8')) as Cold;
}

/** Sums five columns with one number per event: the limit set by memory bandwidth. */
function ceiling(events: number): () => number {
  const columns = Array.from({ length: 5 }, () => new Int32Array(events).fill(7));
  return () => {
    let total = 0;
    for (const column of columns) for (let row = 0; row < column.length; row += 1) total += column[row] ?? 0;
    return total;
  };
}

const rows: Measurement[] = [];
function show(row: Measurement): void {
  rows.push(row);
  const { name, value, unit, baseline, ratio, against } = row;
  const numbers = `${value.toLocaleString('en')} ${unit} | ${baseline.toLocaleString('en')} | ${ratio}`;
  process.stdout.write(`| ${name} | ${numbers} | ${against ?? ''} |\n`);
}

/** Builds the journal, or opens the one kept by an earlier run. */
async function build(dataDir: string): Promise<number> {
  const counted = join(dataDir, `count-${extent.events}-${extent.months}.json`);
  if (existsSync(counted)) return Number(readFileSync(counted, 'utf8'));
  const log = new EncodedBenchLog(extent);
  const journal = new Journal({ successorsOf, dataDir, log, segmentEvents: SEGMENT_EVENTS, keptBytesMax: 0 });
  let position = 0;
  const seconds = await secondsOf(async () => (position = await journal.catchUp(REGION)));
  const values = { value: position / (seconds - log.makingSeconds), baseline: position / log.makingSeconds };
  const making = 'making the events, which is not counted';
  show(perSecond('segments built of events in memory, fsync included', 'events/s', values, making));
  writeFileSync(counted, String(position));
  return position;
}

async function warm(dataDir: string, count: number): Promise<void> {
  const journal = open(dataDir, { count });
  const digests = new Set<string>();
  let lines = 0;
  let rare = 0;
  const bill = async () => {
    const run = await runMonth(journal, { region: REGION, period }, rules);
    digests.add(run.digest([]));
    lines = run.order.rows;
    rare = run.sums.youths.objects / (run.sums.youths.columns + run.sums.youths.objects);
  };
  const sum = ceiling(count);
  const first = await compare(bill, sum);
  const rates = { value: count / first.work, baseline: count / first.baseline };
  show(
    perSecond(`a month of ${lines.toLocaleString('en')} lines billed, one core`, 'events/s', rates, 'sum of columns'),
  );
  show({
    name: 'youths of it by the rules for rare histories',
    value: round(rare),
    unit: '',
    baseline: 1,
    ratio: round(rare),
  });
  await otherRules(journal);
  await comparedRuns(journal);
  await otherMonths(journal);
  if (digests.size !== 1) throw new Error('the digest of the month changed between runs');
}

/** A row in seconds, with its baseline. */
const inSeconds = (name: string, seconds: { work: number; baseline: number }, against: string): Measurement => ({
  name,
  value: round(seconds.work),
  unit: 's',
  baseline: round(seconds.baseline),
  ratio: round(seconds.work / seconds.baseline),
  against,
});

/** The same month with every other version of the rules, compared with the one in force. */
async function otherRules(journal: Journal): Promise<void> {
  for (const other of ruleSets.all.filter((one) => one !== rules)) {
    const by = (ruleSet: typeof rules) => async () =>
      (await runMonth(journal, { region: REGION, period }, ruleSet)).digest([]);
    const seconds = await compare(by(other), by(rules));
    show(inSeconds(`the same by rule set ${other.version}`, seconds, `by ${rules.version}`));
  }
}

/** A run as known in the past, one as known now, and their differences. */
async function comparedRuns(journal: Journal): Promise<void> {
  const now = () => runMonth(journal, { region: REGION, period }, rules);
  const day = addMonths(BILLED, 1) + 12;
  const then = () => runMonth(journal, { region: REGION, period, knownAt: { day } }, rules);
  const later = await compare(
    async () => (await then()).digest([]),
    async () => (await now()).digest([]),
  );
  show(inSeconds('the same as known at an earlier day', later, 'as known now'));
  let lines = 0;
  const positions = [await journal.positionAt(REGION, day), await journal.head(REGION)] as const;
  const [from, to] = positions.map((position) => ({ position, ruleSet: rules }));
  if (!from || !to) throw new Error('two positions are compared');
  const differing = await compare(
    async () => {
      const [before, after] = await compareFromJournal(journal, { region: REGION, period }, [from, to]);
      lines = diffRuns({ period, ...before }, { period, ...after }).length;
    },
    async () => (await now()).digest([]),
  );
  const name = `both of them compared, ${lines.toLocaleString('en')} differences`;
  show(inSeconds(name, differing, 'one run'));
}

/** Consecutive months under the law of 2022, and one under the law before it, which only the rules over facts can bill. */
async function otherMonths(journal: Journal): Promise<void> {
  let lines = 0;
  const bill = async (month: Month) => {
    const run = await runMonth(journal, { region: REGION, period: month }, rules);
    run.digest([]);
    lines += run.order.rows;
  };
  const year = await secondsOf(async () => {
    for (let index = 2; index < 14; index += 1) await bill(monthOf(addMonths(BILLED, -index)));
  });
  const recent = lines / year;
  lines = 0;
  if (firstOf(extent.months) > OLD_LAW) return;
  const old = await secondsOf(() => bill(monthOf(OLD_LAW)));
  const values = { value: recent, baseline: lines / old };
  show(perSecond('twelve months billed one by one, one core', 'lines/s', values, 'a month under the law before 2022'));
}

async function cold(dataDir: string, count: number): Promise<void> {
  const runs = Array.from({ length: Math.min(3, REPETITIONS) }, () => coldProcess(dataDir, count));
  const seconds = median(runs.map((run) => run.seconds));
  const peak = Math.max(...runs.map(({ rssMegabytes }) => rssMegabytes));
  if (new Set(runs.map(({ digest }) => digest)).size !== 1) throw new Error('the digest changed between processes');
  show({
    name: 'a month from a cold process, two workers',
    value: round(seconds),
    unit: 's',
    baseline: 10,
    ratio: round(seconds / 10),
    against: 'the limit we set for 100,000,000 events',
  });
  show({
    name: 'its largest memory',
    value: peak,
    unit: 'MB',
    baseline: 1_500,
    ratio: round(peak / 1_500),
    against: 'the limit we set',
  });
}

const dataDir = values.keep ?? mkdtempSync(join(tmpdir(), 'regieboek-replay-'));
mkdirSync(dataDir, { recursive: true });
try {
  if (values.proof !== undefined) {
    for (const row of await proofOfLog(Number(values.proof))) show(row);
  } else if (values.cold === undefined) {
    process.stdout.write(`load before: ${loadavg().map(round).join(' ')}\n`);
    for (const row of await readingOfLog()) show(row);
    const count = await build(dataDir);
    process.stdout.write(`${count.toLocaleString('en')} events\n`);
    await cold(dataDir, count);
    await warm(dataDir, count);
    for (const row of await reconciledMonth()) show(row);
    for (const row of await benchReconcile()) show(row);
    process.stdout.write(`load after: ${loadavg().map(round).join(' ')}\n`);
  }
  const written = values.cold === undefined ? rows : await coldRun(dataDir, Number(values.cold));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(written, null, 2)}\n`);
} finally {
  if (values.keep === undefined) rmSync(dataDir, { recursive: true, force: true });
}

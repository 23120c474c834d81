import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetBilledLines, ImportDeclaration } from '@regieboek/finance';
import { monthOf, toDay } from '@regieboek/kernel';
import { readSettings, withRegieboek } from '@regieboek/app';
import { largeRegion } from './large-region.ts';
import { compare, round, type Measurement } from './measurement.ts';

const YOUTHS = 12_000;
const MONTHS = 3;
const MEGABYTE = 1024 * 1024;
const MEGABYTES_MAX = 512;

/** Puts a region with 12,000 youths and three months of declarations into a ledger. */
async function prepare(dataDir: string): Promise<void> {
  await withRegieboek(readSettings(process.env, { dataDir }), async (regieboek) => {
    const region = largeRegion(YOUTHS, MONTHS);
    await region.prepare(regieboek);
    for (const [, xml] of region.declarations.entries())
      await regieboek.execute(new ImportDeclaration(Buffer.from(xml)));
  });
}

/** Peak memory of this process (VmHWM), in megabytes. */
const peakMegabytes = (): number => Math.round((process.resourceUsage().maxRSS * 1024) / MEGABYTE);

/** Bills a month of the region from the log; the baseline only reads that log. */
async function measure(dataDir: string): Promise<Measurement[]> {
  return withRegieboek(readSettings(process.env, { dataDir }), async (regieboek) => {
    const month = monthOf(toDay('2024-02-01'));
    const [region = ''] = await regieboek.resources.log.regions();
    const bill = async () => {
      const { run } = await regieboek.ask(new GetBilledLines({ region, period: month }));
      if (run.lines.length < YOUTHS) throw new Error(`only ${run.lines.length} lines were billed`);
    };
    await bill();
    const peak = peakMegabytes();
    const seconds = await compare(bill, async () => {
      for await (const batch of regieboek.resources.log.readRegion(region)) {
        if (batch.length === 0) throw new Error('empty batch');
      }
    });
    return [
      {
        name: 'a month of 12,000 youths billed',
        value: round(seconds.work),
        unit: 's',
        baseline: round(seconds.baseline),
        ratio: round(seconds.work / seconds.baseline),
        against: 'reading the log only',
      },
      {
        name: 'peak memory of a process that bills that month',
        value: peak,
        unit: 'MB',
        baseline: MEGABYTES_MAX,
        ratio: round(peak / MEGABYTES_MAX),
        against: 'the limit we set',
      },
    ];
  });
}

/** Billing in a separate process, so that the memory of filling the ledger does not count. */
export function benchBilling(): Measurement[] {
  const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-bench-'));
  const rows = join(dataDir, 'rows.json');
  const step = (name: string) => {
    const bench = fileURLToPath(new URL('./bench.ts', import.meta.url));
    const { status } = spawnSync(process.execPath, [bench, '--only', name, '--json', rows], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, BENCH_DATA_DIR: dataDir },
    });
    if (status !== 0) throw new Error(`${name} failed`);
    return JSON.parse(readFileSync(rows, 'utf8')) as Measurement[];
  };
  try {
    step('billing-prepare');
    return step('billing-measure');
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const dataDirOfBench = (): string => process.env['BENCH_DATA_DIR'] ?? '';

/** The two halves of `benchBilling`, each in a separate process. */
export const billingSteps = {
  'billing-prepare': async (): Promise<Measurement[]> => {
    await prepare(dataDirOfBench());
    return [];
  },
  'billing-measure': (): Promise<Measurement[]> => measure(dataDirOfBench()),
};

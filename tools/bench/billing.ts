import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monthOf, toDay } from '@regieboek/kernel';
import { withRegieboek } from '@regieboek/app';
import { readSettings } from '@regieboek/app';
import { largeRegion } from './large-region.ts';
import { compare, round, type Measurement } from './measurement.ts';

const YOUTHS = 12_000;
const MONTHS = 3;
const MEGABYTE = 1024 * 1024;
const MEGABYTES_MAX = 512;

/** A month of a region with 12,000 youths billed from the log; beside it reading that log and doing nothing with it. */
export async function benchBilling(): Promise<Measurement[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-bench-'));
  try {
    return await withRegieboek(readSettings(process.env, { dataDir }), async (regieboek) => {
      const { region, prepare, declarations } = largeRegion(YOUTHS, MONTHS);
      await prepare(regieboek);
      for (const [, xml] of declarations.entries()) await regieboek.declarations.take(Buffer.from(xml));
      const month = monthOf(toDay('2024-02-01'));
      let peak = 0;
      const seconds = await compare(
        async () => {
          const { run } = await regieboek.billing.run(region, month);
          if (run.lines.length < YOUTHS) throw new Error(`only ${run.lines.length} lines were billed`);
          peak = Math.max(peak, process.memoryUsage.rss());
        },
        async () => {
          for await (const batch of regieboek.resources.log.readRegion(region))
            if (batch.length === 0) throw new Error('empty batch');
        },
      );
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
          name: 'memory of that process (RSS)',
          value: Math.round(peak / MEGABYTE),
          unit: 'MB',
          baseline: MEGABYTES_MAX,
          ratio: round(peak / MEGABYTE / MEGABYTES_MAX),
          against: 'the limit we set',
        },
      ];
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportDeclaration } from '@regieboek/finance';
import { withRegieboek } from '@regieboek/app';
import { readSettings } from '@regieboek/app';
import { bareParse } from './ijw.ts';
import { largeRegion } from './large-region.ts';
import { median, perSecond, REPETITIONS, secondsOf, type Measurement } from './measurement.ts';

const LINES = 25_000;

/**
 * A declaration of 25,000 lines (close to the 25 MB that iJw allows), checked on all levels, decided and appended; the baseline
 * is one pass of the bare XML parser.
 */
export async function benchImport(): Promise<Measurement[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-bench-'));
  try {
    return await withRegieboek(readSettings(process.env, { dataDir }), async (regieboek) => {
      const region = largeRegion(LINES, REPETITIONS + 1);
      await region.prepare(regieboek);
      const times: number[] = [];
      const bare: number[] = [];
      for (const [month, xml] of region.declarations.entries()) {
        const body = Buffer.from(xml);
        const own = await secondsOf(async () => {
          const taken = await regieboek.execute(new ImportDeclaration(body));
          if (taken.status !== 'decided' || taken.approvedLines !== LINES)
            throw new Error(`not all approved: ${JSON.stringify(taken).slice(0, 300)}`);
        });
        const parse = await secondsOf(() => bareParse(xml));
        if (month > 0) {
          times.push(own);
          bare.push(parse);
        }
      }
      const count = { value: LINES / median(times), baseline: LINES / median(bare) };
      return [
        perSecond('JW323 import: all checks, decided, appended', 'lines/s', count, 'bare pass of the XML parser'),
      ];
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { readSettings, withRegieboek } from '@regieboek/app';
import { checkFile } from '@regieboek/ijw';
import type { CalendarDate } from '@regieboek/kernel';
import { largeRegion } from './large-region.ts';
import { compare, median, perSecond, round, secondsOf, type Measurement } from './measurement.ts';

const CHECKED_LINES = 25_000;
const ANSWERED_LINES = 30_000;
const ANSWERS = 3;
const SECONDS_MAX = 5;
const MEGABYTES_MAX = 256;
const today = '2026-01-31' as CalendarDate;

/** One pass of the bare XML parser over a text, with empty handlers. */
export function bareParse(xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.write(xml).close();
}

function declarationOf(lines: number): string {
  for (const [, xml] of largeRegion(lines, 1).declarations.entries()) return xml;
  throw new Error('no declaration');
}

/** Levels 1 and 2 of a declaration close to the 25 MB that iJw allows, from its bytes. */
async function check(xml: string): Promise<Measurement> {
  const bytes = Buffer.from(xml);
  const seconds = await compare(
    () => {
      const { findings } = checkFile(bytes, { today });
      if (findings.length > 0) throw new Error(`not sound: ${findings[0]?.text}`);
    },
    () => bareParse(xml),
  );
  const rate = { value: CHECKED_LINES / seconds.work, baseline: CHECKED_LINES / seconds.baseline };
  return perSecond('JW323 checked on levels 1 and 2', 'lines/s', rate, 'bare pass of the XML parser');
}

/** Peak memory of a process that only reads and checks that file. */
function memory(folder: string, xml: string): Measurement {
  const file = join(folder, 'large.xml');
  writeFileSync(file, xml);
  const script = `
    import { readFileSync } from 'node:fs';
    import { checkFile } from '@regieboek/ijw';
    checkFile(readFileSync(process.argv[1]), { today: '${today}' });
    console.log(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] / 1024);`;
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script, file], { cwd });
  const value = Math.round(Number(printed.toString()));
  const name = `peak memory of checking that file (${Math.round(xml.length / 1_000_000)} MB)`;
  const ratio = round(value / MEGABYTES_MAX);
  return { name, value, unit: 'MB', baseline: MEGABYTES_MAX, ratio, against: 'the limit we set' };
}

/** Removes white space between elements, so that 30,000 lines fit the 25 MB that iJw allows. */
const compact = (xml: string): string => xml.replaceAll(/>\s+</g, '><');

/** From the start of `regieboek import` to its end, with the answer (JW325) of 30,000 lines on disk. */
async function answer(folder: string): Promise<Measurement> {
  const dataDir = join(folder, 'data');
  const region = largeRegion(ANSWERED_LINES, ANSWERS);
  await withRegieboek(readSettings(process.env, { dataDir }), (regieboek) => region.prepare(regieboek));
  const command = fileURLToPath(new URL('../../services/regieboek/bin/regieboek.mjs', import.meta.url));
  const times: number[] = [];
  for (const [month, xml] of region.declarations.entries()) {
    const file = join(folder, `declaration-${month}.xml`);
    writeFileSync(file, compact(xml));
    const options = ['--data-dir', dataDir, '--answers', join(folder, 'answers')];
    times.push(
      await secondsOf(() => execFileSync(process.execPath, [command, 'import', file, ...options], { stdio: 'ignore' })),
    );
  }
  const value = round(median(times));
  return {
    name: 'a declaration of 30,000 lines answered, start of the process included',
    value,
    unit: 's',
    baseline: SECONDS_MAX,
    ratio: round(value / SECONDS_MAX),
    against: 'the limit we set',
  };
}

/** Reading, checking and answering the largest declarations. */
export async function benchIjw(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-bench-'));
  try {
    const xml = declarationOf(CHECKED_LINES);
    return [await check(xml), memory(folder, xml), await answer(folder)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { allocate } from '@regieboek/kernel';
import type { DemoFile } from './demo-file.js';
import { regionsOf, windowOf, type DemoOptions } from '../demo-options.js';
import { Random } from '../random.js';
import { regionFiles, type RegionCount } from '../region/region-files.js';
import { settingOf } from '../region/setting.js';
import { testBsns } from '../youths/test-bsn.js';

/** One youth whose stay ended earlier for this many others, up to a maximum per region. */
const EARLIER_SHARE = 4;
const EARLIER_MAX = 40;

/** Totals of the generated data over all regions. */
export interface DemoCount {
  /** Youths with care in the months declared. */
  readonly youths: number;
  readonly declaredLines: number;
  readonly wrongLines: number;
}

function take(bsns: Iterator<string, never>, count: number): string[] {
  return Array.from({ length: count }, () => bsns.next().value);
}

/**
 * The files a region really has, for every region of the options: `<region>/contracts.yaml`, residence facts, messages
 * JW301, JW305, JW307 and JW323, and `expected.json`. The same options give the same files in the same order; memory
 * grows with the youths, not with the files. Throws RangeError on options that make no sense.
 */
export function* demoFiles(options: DemoOptions): Generator<DemoFile, DemoCount> {
  const { seed, youths } = options;
  if (!Number.isInteger(youths) || youths < 0)
    throw new RangeError(`youths must be a whole number from 0, not ${youths}`);
  const window = windowOf(options);
  const regions = regionsOf(options);
  const numbers = allocate(
    youths,
    regions.map(({ youthsAYear }) => youthsAYear),
  );
  const bsns = testBsns();
  // Drawn before anything is generated, so that a demo that is too large fails at once.
  const clients = numbers.map((count) => take(bsns, count));
  const earlier = numbers.map((count) => take(bsns, Math.min(Math.ceil(count / EARLIER_SHARE), EARLIER_MAX)));
  const random = new Random(seed);
  const counts: RegionCount[] = [];
  for (const [i, region] of regions.entries()) {
    const files = regionFiles(
      settingOf(region, window),
      { present: clients[i] ?? [], earlier: earlier[i] ?? [] },
      random,
    );
    counts.push(yield* inFolder(region.id, files));
  }
  const sum = (count: (one: RegionCount) => number) => counts.reduce((total, one) => total + count(one), 0);
  return {
    youths: sum((one) => one.youths),
    declaredLines: sum((one) => one.declaredLines),
    wrongLines: sum((one) => one.wrongLines),
  };
}

function* inFolder<Result>(folder: string, files: Generator<DemoFile, Result>): Generator<DemoFile, Result> {
  for (let next = files.next(); ; next = files.next()) {
    if (next.done) return next.value;
    yield { path: `${folder}/${next.value.path}`, content: next.value.content };
  }
}

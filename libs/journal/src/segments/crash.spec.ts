import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sized } from '@regieboek/kernel/testing';
import { longRegion, monthFrom, StoryLog, noSuccessors, readMonth } from '../testing/index.js';
import { Journal, type CrashPoint } from './index.js';
import { SegmentFolder } from './files/segment-folder.js';

const period = monthFrom('2025-03');

const longest = longRegion();

/** Runs the build in a separate process: creates the journal and prints the digest of a run. */
const program = `
import { readFileSync } from 'node:fs';
import { Journal } from '${new URL('../../dist/segments/index.js', import.meta.url).href}';
import { noSuccessors, readMonth } from '${new URL('../../dist/testing/index.js', import.meta.url).href}';
const { events, dataDir, point, times } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const log = {
  head: async () => events.length,
  async *readRegion(region, { after = 0, upTo = Infinity } = {}) {
    yield events.slice(after, Math.min(upTo, events.length));
  },
};
let left = times;
const reached = (now) => {
  if (now === point && (left -= 1) === 0) process.kill(process.pid, 'SIGKILL');
};
const journal = new Journal({ successorsOf: noSuccessors, dataDir, log, segmentEvents: 15, reached });
const run = await readMonth(journal, { region: 'zhz', period: '${period}' });
process.stdout.write(run.digest);
`;

let root = '';
let digest = '';
let events: unknown[] = [];
let folders = 0;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regieboek-crash-'));
  writeFileSync(join(root, 'program.mjs'), program);
  const log = new StoryLog(longest, { batchSize: longest.length });
  for await (const batch of log.readRegion('zhz')) events = batch;
  const journal = new Journal({ successorsOf: noSuccessors, dataDir: join(root, 'whole'), log, segmentEvents: 15 });
  digest = (await readMonth(journal, { region: 'zhz', period })).digest;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly digest: string;
}

/**
 * Runs the journal in a process that is killed the `times`th time it reaches a point; without a point it is not killed.
 */
function runIn(dataDir: string, options: { point?: CrashPoint; times?: number; env?: NodeJS.ProcessEnv } = {}): Ended {
  const given = join(root, 'given.json');
  writeFileSync(given, JSON.stringify({ events, dataDir, ...options, env: undefined }));
  const env = { ...process.env, NODE_OPTIONS: '', ...options.env };
  const { signal, stdout, stderr } = spawnSync(process.execPath, [join(root, 'program.mjs'), given], {
    env,
    encoding: 'utf8',
    timeout: 240_000,
  });
  if (stderr) throw new Error(stderr);
  return { signal, digest: stdout };
}

const points: readonly CrashPoint[] = ['written', 'synced', 'renamed', 'manifest-written', 'done'];

describe('a process that is killed while writing segments', () => {
  it.each(points)('leaves a journal that the next one completes: %s (R14)', async (point) => {
    for (const times of point === 'written' ? sized([5], [1, 5, 12]) : sized([2], [1, 2, 4])) {
      const dataDir = join(root, `crash-${(folders += 1)}`);
      expect(runIn(dataDir, { point, times }).signal).toBe('SIGKILL');
      const left = (await new SegmentFolder(join(dataDir, 'journal', 'zhz'), 'zhz').manifest())?.segments ?? [];
      expect(left.length).toBeLessThan(Math.ceil(longest.length / 15) + 1);
      expect(runIn(dataDir)).toEqual({ signal: null, digest });
      const region = join(dataDir, 'journal', 'zhz');
      const named = (await new SegmentFolder(region, 'zhz').manifest())?.segments ?? [];
      expect(named.at(-1)?.upTo).toBe(longest.length);
      const present = readdirSync(region).filter((name) => name.startsWith('segment-') || name.startsWith('draft-'));
      expect(present.sort()).toEqual(named.map(({ folder }) => folder).sort());
    }
  });
});

describe('a run in another environment', () => {
  it.each([
    ['Pacific/Apia', 'sm_WS'],
    ['America/Los_Angeles', 'tr_TR'],
    ['Europe/Amsterdam', 'nl_NL'],
    ['UTC', 'C'],
  ])('gives the same digest in zone %s and locale %s', (TZ, locale) => {
    const env = { TZ, LANG: `${locale}.UTF-8`, LC_ALL: `${locale}.UTF-8` };
    expect(runIn(join(root, `zone-${(folders += 1)}`), { env }).digest).toBe(digest);
  });
});

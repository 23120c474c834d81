import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ruleSets } from '@regieboek/billing';
import { runMonth } from '@regieboek/billing/run';
import type { EventLog, Recorded } from '@regieboek/eventing';
import { DatabaseFault } from '@regieboek/embedded-postgres';
import { all, january, logOf, StoryRegion } from '../../../test/story-region.js';
import { JournalReplays } from '@regieboek/replays';

const line = { youth: 1, code: '45A04', careMonth: 0, cents: 3_100 };
const request = { region: 'zhz', period: january };

const rules = ruleSets.named('2025.1');

/** Runs from what is built, in a process of its own: opens the folder, and says its digest at every line it is sent. */
const program = `
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { JournalReplays } from '${new URL('../../../../../libs/replays/dist/journal-replays.js', import.meta.url).href}';
import { ruleSets } from '${new URL('../../../../../libs/billing/dist/index.js', import.meta.url).href}';
import { runMonth } from '${new URL('../../../../../libs/billing/dist/run/index.js', import.meta.url).href}';
const rules = ruleSets.named('2025.1');
const events = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const log = {
  head: async () => events.length,
  async *readRegion(region, { after = 0, upTo = Infinity } = {}) {
    yield events.slice(after, Math.min(upTo, events.length));
  },
};
const replays = await JournalReplays.open(log, process.argv[3]);
for await (const _ of createInterface(process.stdin))
  console.log((await runMonth(replays.source, { region: 'zhz', period: '${january}' }, rules)).digest([]));
`;

let root = '';
let folders = 0;
let events: readonly Recorded[] = [];
let log: EventLog;
const processes: Opened[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regieboek-two-'));
  const told = new StoryRegion();
  told.declares([line], january);
  log = await logOf(told);
  events = (await all(log.readRegion('zhz'))).flat();
  writeFileSync(join(root, 'program.mjs'), program);
  writeFileSync(join(root, 'events.json'), JSON.stringify(events));
});
afterEach(async () => {
  for (const one of processes.splice(0)) await one.kill();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Opened {
  readonly digest: () => Promise<string>;
  readonly kill: () => Promise<void>;
}

function opened(child: ChildProcess): Opened {
  if (!child.stdout || !child.stdin) throw new Error('no pipes');
  const [answers, asked] = [createInterface(child.stdout)[Symbol.asyncIterator](), child.stdin];
  return {
    async digest() {
      asked.write('\n');
      return String((await answers.next()).value);
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** A process that has the journal of a folder open, until it is killed. */
function processOn(dataDir: string): Opened {
  const program = [join(root, 'program.mjs'), join(root, 'events.json'), dataDir];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const one = opened(spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'], env }));
  processes.push(one);
  return one;
}

const dataFolder = (): string => join(root, `data-${(folders += 1)}`);
const inJournal = (dataDir: string) => readdirSync(join(dataDir, 'journal')).sort();
const apart = (dataDir: string) => inJournal(dataDir).filter((name) => name.startsWith('apart-'));
const manifest = (dataDir: string) => readFileSync(join(dataDir, 'journal', 'zhz', 'manifest.json'), 'utf8');

describe('the journal of a folder that two processes open', () => {
  it('is written by the first; the second builds separate segments, with the same answers, and removes them', async () => {
    const dataDir = dataFolder();
    const first = processOn(dataDir);
    const digest = await first.digest();
    const written = manifest(dataDir);
    const told = new StoryRegion();
    told.declares([line], january);
    told.moves(1, '0512', '2025-01-11');
    // The second has a log that went on, so that it has segments of its own to write.
    const second = await JournalReplays.open(await logOf(told), dataDir);
    expect(
      (await runMonth(second.source, { ...request, knownAt: { position: events.length } }, rules)).digest([]),
    ).toBe(digest);
    expect((await runMonth(second.source, request, rules)).digest([])).not.toBe(digest);
    expect(apart(dataDir)).toHaveLength(1);
    expect([manifest(dataDir), await first.digest()]).toEqual([written, digest]);
    await second.onModuleDestroy();
    expect(inJournal(dataDir)).toEqual(['regieboek.lock', 'zhz']);
  });

  it('is taken over from a process that was killed, and separate segments of ended processes are removed', async () => {
    const dataDir = dataFolder();
    const first = processOn(dataDir);
    const digest = await first.digest();
    const second = processOn(dataDir);
    expect(await second.digest()).toBe(digest);
    expect(apart(dataDir)).toHaveLength(1);
    const third = await JournalReplays.open(log, dataDir);
    expect(apart(dataDir)).toHaveLength(2);
    await second.kill();
    await first.kill();
    await third.onModuleDestroy();
    expect(apart(dataDir)).toHaveLength(1);
    const before = manifest(dataDir);
    const next = await JournalReplays.open(log, dataDir);
    expect((await runMonth(next.source, request, rules)).digest([])).toBe(digest);
    expect([inJournal(dataDir), manifest(dataDir)]).toEqual([['regieboek.lock', 'zhz'], before]);
    await next.onModuleDestroy();
    expect(inJournal(dataDir)).toEqual(['zhz']);
  });

  it('is refused with the folder and the remedy when it is not writable', async () => {
    const dataDir = join(root, 'a-file');
    writeFileSync(dataDir, '');
    const opening = JournalReplays.open(log, dataDir);
    await expect(opening).rejects.toThrow(DatabaseFault);
    await expect(opening).rejects.toThrow(/a-file.journal for segments.*ENOTDIR.*choose another data folder/);
  });
});

describe('replays from scratch', () => {
  it('use only the log, even when segments were built from events changed since, and leave nothing', async () => {
    const dataDir = dataFolder();
    const changing = [...events];
    const told = {
      head: () => Promise.resolve(changing.length),
      async *readRegion(_: string, { after = 0, upTo = Infinity } = {}) {
        yield changing.slice(after, Math.min(upTo, changing.length));
      },
    };
    const replays = await JournalReplays.open(Object.assign(Object.create(log) as EventLog, told), dataDir);
    const digest = async (source: JournalReplays['source']) => (await runMonth(source, request, rules)).digest([]);
    const before = await digest(replays.source);
    const at = changing.findIndex(({ type }) => type === 'finance.declaration-lines-decided.v1');
    const lines = changing[at];
    if (!lines) throw new Error('no lines');
    changing[at] = { ...lines, data: JSON.parse(JSON.stringify(lines.data).replaceAll('3100', '3200')) as unknown };
    expect(await digest(replays.source)).toBe(before);
    const [afterwards, meanwhile] = await replays.fromLog(
      async ({ source }) => [await digest(source), apart(dataDir)] as const,
    );
    expect(afterwards).not.toBe(before);
    expect(meanwhile).toHaveLength(1);
    expect(apart(dataDir)).toEqual([]);
    await expect(replays.fromLog(() => Promise.reject(new Error('broken off')))).rejects.toThrow('broken off');
    expect(apart(dataDir)).toEqual([]);
    await replays.onModuleDestroy();
  });
});

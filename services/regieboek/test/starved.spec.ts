/** A ledger whose disk is full or read-only, or that may open few files: it reports this, and continues when it can. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareDataFolder } from '@regieboek/embedded-postgres/testing';
import { sized } from '@regieboek/kernel/testing';
import { command } from './printed.js';
import * as story from './story.js';

const program = fileURLToPath(new URL('../bin/regieboek.mjs', import.meta.url));
const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-starved-'));
  // The account of the server has to come through.
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Exit code and messages of a command. */
interface Ended {
  readonly code: number | null;
  readonly errors: string;
}

/** Runs a command in a process that may open few files; it is killed after four minutes, which no command may take. */
function withFewFiles(openFiles: number, dataDir: string, parameters: readonly string[]): Ended {
  const { PATH = '', HOME = '' } = process.env;
  const own = [process.execPath, program, ...parameters, '--data-dir', dataDir];
  const limited = ['-c', `ulimit -n ${openFiles}; exec "$@"`, 'sh', ...own];
  const env = { PATH, HOME, REGIEBOEK_TODAY: '2026-03-06' };
  const { status, stderr } = spawnSync('/bin/sh', limited, { env, encoding: 'utf8', timeout: 240_000 });
  return { code: status, errors: stderr };
}

let files = '';
let undisturbed = '';

const importing = (dataDir: string, path = files): Promise<Ended> => command('import', path, '--data-dir', dataDir);

/** Result of a ledger, without random ids. */
async function outcomeOf(dataDir: string): Promise<string> {
  const bill = ['bill', '--region', story.region, '--period', story.month, '--json'];
  const { code, json, errors } = await command(...bill, '--data-dir', dataDir);
  if (code !== 0) throw new Error(errors);
  const { totals, municipalities } = json[0] as Record<string, unknown>;
  return JSON.stringify({ totals, municipalities });
}

beforeAll(async () => {
  process.env['REGIEBOEK_TODAY'] = '2026-03-06';
  files = newFolder();
  for (const [name, content] of Object.entries(story.files())) writeFileSync(join(files, name), content);
  const dataDir = join(newFolder(), 'data');
  await prepareDataFolder(dataDir);
  expect((await importing(dataDir)).code).toBe(0);
  undisturbed = await outcomeOf(dataDir);
});

/** True when a disk of a given size can be made here, which needs root. */
function canMount(): boolean {
  const place = newFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return true;
  } catch {
    console.info('not run: a full disk and a disk that may only be read, as this user may not mount one');
    return false;
  }
}

const onDisk = async (megabytes: number, work: (place: string) => Promise<void>): Promise<void> => {
  const place = newFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', place]);
  try {
    await work(place);
  } finally {
    execFileSync('umount', ['-l', place]);
  }
};

/** Tests with disks of their own. */
const withDisks = (): void => {
  it('with a full disk ends with a message, and ends with the same result once there is room', async () => {
    await onDisk(400, async (place) => {
      const dataDir = join(place, 'data');
      mkdirSync(dataDir, { mode: 0o711 });
      expect((await importing(dataDir, join(files, 'contracts.yaml'))).code).toBe(0);
      const { bavail, bsize } = statfsSync(place);
      const filler = join(place, 'filler');
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 65_536)));
      const { code, errors } = await importing(dataDir);
      expect([code === 0 || errors.length > 0, errors.includes('nothing was changed')]).toEqual([true, false]);
      rmSync(filler);
      expect((await importing(dataDir)).code).toBe(0);
      expect(await outcomeOf(dataDir)).toBe(undisturbed);
    });
  });

  it('on a read-only disk is refused with a message, and ends with the same result once it is writable', async () => {
    await onDisk(400, async (place) => {
      const dataDir = join(place, 'data');
      expect((await importing(dataDir, join(files, 'contracts.yaml'))).code).toBe(0);
      execFileSync('mount', ['-o', 'remount,ro', place]);
      const { code, errors } = await importing(dataDir);
      expect([code, errors]).toEqual([1, expect.stringMatching(/read-only disk|cannot be read or written/)]);
      execFileSync('mount', ['-o', 'remount,rw', place]);
      expect((await importing(dataDir)).code).toBe(0);
      expect(await outcomeOf(dataDir)).toBe(undisturbed);
    });
  });
};

describe('a ledger', () => {
  it.each(sized([32], [24, 32, 64]))(
    'that may open %d files ends by itself, and ends with the same result with more (R1)',
    async (openFiles) => {
      const dataDir = join(newFolder(), 'data');
      const { code, errors } = withFewFiles(openFiles, dataDir, ['import', files]);
      expect([code !== null, code === 0 || errors.length > 0]).toEqual([true, true]);
      expect((await importing(dataDir)).code).toBe(0);
      expect(await outcomeOf(dataDir)).toBe(undisturbed);
    },
  );

  // Disks are mounted, which takes root: in a long run only.
  if (sized(false, true) && canMount()) withDisks();
});

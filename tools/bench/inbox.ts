import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  demoDefaults,
  filesToImport,
  importFiles,
  readSettings,
  serve,
  withRegieboek,
  writeAnswers,
  writeDemoFiles,
} from '@regieboek/app';
import { median, perSecond, secondsOf, type Measurement } from './measurement.ts';

const REGION = 'zhz';
const YOUTHS = 500;
const RUNS = 3;

/** Longest time that the inbox may take before the benchmark fails. */
const EMPTIED_WITHIN_MS = 1_800_000;

/** Files of a region in one folder, which is removed with `root`. */
async function demoFolder(root: string): Promise<{ folder: string; count: number }> {
  const below = mkdtempSync(join(root, 'demo '));
  await writeDemoFiles(below, { ...demoDefaults, youths: YOUTHS, regions: [REGION] });
  const from = join(below, 'files', REGION);
  const folder = join(below, 'flat');
  mkdirSync(folder);
  const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    renameSync(path, join(folder, relative(from, path).replaceAll('/', ' ')));
  }
  return { folder, count: files.length };
}

async function importSeconds(root: string): Promise<number> {
  const { folder } = await demoFolder(root);
  const dataDir = mkdtempSync(join(root, 'data '));
  return withRegieboek(readSettings(process.env, { dataDir }), (regieboek) =>
    secondsOf(async () => {
      const results = await importFiles(regieboek, await filesToImport([folder]), () => undefined);
      await writeAnswers(regieboek, results, mkdtempSync(join(root, 'answers ')));
    }),
  );
}

async function inboxSeconds(root: string): Promise<{ seconds: number; count: number }> {
  const { folder, count } = await demoFolder(root);
  const [inbox, outbox] = [mkdtempSync(join(root, 'in ')), mkdtempSync(join(root, 'out '))];
  const dataDir = mkdtempSync(join(root, 'data '));
  const server = await serve(readSettings(process.env, { dataDir, port: 0, noLogIn: true, inbox, outbox }));
  try {
    const seconds = await secondsOf(async () => {
      renameSync(folder, join(inbox, REGION));
      const end = performance.now() + EMPTIED_WITHIN_MS;
      while (readdirSync(join(inbox, REGION), { withFileTypes: true }).some((entry) => entry.isFile())) {
        if (performance.now() > end) throw new Error('the inbox was not emptied');
        await delay(100);
      }
    });
    return { seconds, count };
  } finally {
    await server.close();
  }
}

/**
 * A region's files in an inbox, from their arrival until the last one is answered and moved, the quiet time included; the baseline is
 * an import of the same folder with its answers. Each run has a new ledger.
 */
export async function benchInbox(): Promise<Measurement[]> {
  const root = mkdtempSync(join(tmpdir(), 'regieboek-bench-'));
  try {
    const own: number[] = [];
    const imported: number[] = [];
    let files = 0;
    for (let run = 0; run < RUNS; run += 1) {
      imported.push(await importSeconds(root));
      const { seconds, count } = await inboxSeconds(root);
      own.push(seconds);
      files = count;
    }
    const count = { value: files / median(own), baseline: files / median(imported) };
    return [
      perSecond('files of an inbox imported, answered and moved', 'files/s', count, 'an import of the same folder'),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

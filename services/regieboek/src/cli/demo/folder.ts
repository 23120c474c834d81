/**
 * The folder of a demo. A demo clears only folders made by a demo, recognised by a marker file, which is removed when a user
 * imports their own files into the ledger of the demo.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseFault, dataFolder, lockFolder, removeDataFolder } from '@regieboek/embedded-postgres';
import { writePrivate } from '@regieboek/platform/files';
import type { Language } from '@regieboek/kernel';
import { CommandRefused } from '../output.js';
import { demoTexts } from './texts.js';

/** Marks a folder that a demo made and may clear. */
const MARKER = 'made-by-regieboek-demo';
const MARKER_TEXT = 'regieboek demo made this folder: the next demo removes what it made here, and makes it again.\n';

const FOLDERS_MAX = 99;
const PARTS = ['files', 'expected', 'answers', 'statements', 'bi', 'terms', 'cases.json'];
const LOCKS = /^regieboek\.lock/;

/** A folder for a demo, locked and empty but for the marker. */
export interface DemoFolder {
  readonly folder: string;
  /** True when a demo was found and removed. */
  readonly startsOver: boolean;
  readonly release: () => Promise<void>;
}

/** True when a folder contains the marker of a demo, with its exact text, since other programs may use the name. */
const isMarked = (folder: string): Promise<boolean> =>
  readFile(join(folder, MARKER), 'utf8').then(
    (text) => text === MARKER_TEXT,
    () => false,
  );

/**
 * Allows a demo to use the folder: it is empty, or a demo made it and the ledger in it. Otherwise throws CommandRefused: a ledger
 * moved into the folder of a demo has no marker.
 */
async function madeByDemo(folder: string, language: Language): Promise<boolean> {
  const names = (await readdir(folder)).filter((name) => !LOCKS.test(name));
  const isOurs = await isMarked(folder);
  if (isOurs && (!names.includes('data') || (await isMarked(join(folder, 'data'))))) return true;
  if (names.length === 0) return false;
  throw new CommandRefused(demoTexts[language].notOfDemo(folder));
}

async function cleared(folder: string, language: Language): Promise<DemoFolder> {
  await dataFolder(folder);
  const { release } = await lockFolder(folder);
  try {
    const startsOver = await madeByDemo(folder, language);
    // Lock the ledger first: while a server uses it, nothing is removed.
    if (startsOver) await removeDataFolder(join(folder, 'data'));
    for (const part of startsOver ? PARTS : []) await rm(join(folder, part), { recursive: true, force: true });
    await writePrivate(join(folder, MARKER), MARKER_TEXT);
    await dataFolder(join(folder, 'data'));
    await writePrivate(join(folder, 'data', MARKER), MARKER_TEXT);
    return { folder, startsOver, release };
  } catch (error) {
    await release();
    throw error;
  }
}

const isOccupied = (error: unknown): boolean => error instanceof DatabaseFault || error instanceof CommandRefused;

/** Clears the requested folder for a demo, or the first usual one that a demo may use and that is not in use. */
export async function openDemoFolder(out: string | undefined, language: Language): Promise<DemoFolder> {
  if (out !== undefined) return cleared(resolve(out), language);
  for (let number = 1; ; number += 1) {
    try {
      return await cleared(resolve(join('.regieboek', number === 1 ? 'demo' : `demo-${number}`)), language);
    } catch (error) {
      if (!isOccupied(error) || number === FOLDERS_MAX) throw error;
    }
  }
}

/** Removes the marker of a demo whose ledger receives a user's files: no demo deletes it any more. */
export async function protectFromDemos(dataDir: string): Promise<void> {
  for (const folder of [resolve(dataDir), dirname(resolve(dataDir))])
    if (await isMarked(folder)) await rm(join(folder, MARKER), { force: true });
}

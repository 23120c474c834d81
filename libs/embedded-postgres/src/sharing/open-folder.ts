import { realpath } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseFault } from '../database-fault.js';
import { startEmbeddedPostgres, type EmbeddedOptions, type EmbeddedPostgres } from '../embedded-postgres.js';
import { FolderInUse, holderOf, type Holder } from '../folder-lock.js';
import { placesOf, servedAddress } from '../folder/describe-folder.js';
import { checkFolder, stateOf } from '../folder/folder-state.js';
import type { FolderIdentity } from '../folder/identity.js';
import { onTerminal, REPORTED_AFTER_MS } from '../reported-wait.js';
import { enter } from './gate.js';

/** The database of a data folder, run by this process or entered as a guest of the process that runs it. */
export interface FolderServer extends Pick<EmbeddedPostgres, 'url' | 'place' | 'stop'> {
  /** Identity of the data folder; undefined for a guest, whose host has checked it. */
  readonly identity: FolderIdentity | undefined;
  /** Fault of a guest whose host has ended; undefined while its host runs the database. */
  lost(): Promise<DatabaseFault | undefined>;
}

/** Maximum wait for a process that starts or stops the database of a folder. */
const WITHIN_MS = 60_000;
const BETWEEN_MS = 50;

const waiting = (folder: string, pid: number) => ({
  en: `Regieboek process ${pid} starts, stops or uses the database of ${folder}; waiting for it, at most ${WITHIN_MS / 1_000} s`,
  nl: `Regieboek-proces ${pid} start, stopt of gebruikt de database van ${folder}; dit wacht er hoogstens ${WITHIN_MS / 1_000} s op`,
});

const hostGone = (folder: string, pid: number): DatabaseFault =>
  new DatabaseFault({
    en: `process ${pid}, which ran the database of ${folder}, has ended: run the command again, which then runs the database itself; recorded data remains, and is recorded once`,
    nl: `proces ${pid}, dat de database van ${folder} draaide, is gestopt: geef de opdracht opnieuw, die draait de database dan zelf; wat vastligt blijft, en wordt één keer vastgelegd`,
  });

async function enterAsGuest(dataDir: string, { pid }: Holder): Promise<FolderServer | undefined> {
  const url = await servedAddress(dataDir);
  const entrance = url === undefined ? undefined : await enter(url);
  if (url === undefined || entrance === undefined) return undefined;
  const { folder, database } = await placesOf(dataDir);
  return {
    ...{ url, place: database ?? folder, identity: undefined },
    lost: async () => (entrance.isLost() && (await servedAddress(dataDir)) !== url ? hostGone(folder, pid) : undefined),
    stop: () => entrance.leave(),
  };
}

/** Starts the server. Throws what a start throws, among which FolderInUse. */
async function start(options: EmbeddedOptions): Promise<FolderServer> {
  const { url, place, identity, stop } = await startEmbeddedPostgres(options);
  return { url, place, identity, stop, lost: () => Promise.resolve(undefined) };
}

/** The same; undefined where another process has taken the folder meanwhile. */
const startUnlessInUse = (options: EmbeddedOptions): Promise<FolderServer | undefined> =>
  start(options).catch((error: unknown) => {
    if (error instanceof FolderInUse) return undefined;
    throw error;
  });

/** The process that has a folder; undefined when none has, or when the folder does not exist. Throws FolderFault for a copy. */
async function holderIn(options: EmbeddedOptions): Promise<{ folder: string; holder: Holder } | undefined> {
  const folder = await realpath(options.dataDir).catch(() => undefined);
  if (folder === undefined) return undefined;
  const holder = await holderOf(folder);
  if (!holder) return undefined;
  await checkFolder(await stateOf(folder), options);
  return { folder, holder };
}

/** True when a process that wants to use a folder cannot, however long it waits. */
const excludes = ({ use }: Holder, { use: wanted = 'alone' }: EmbeddedOptions): boolean =>
  use === 'alone' || wanted === 'alone' || (use === 'server' && wanted === 'server');

/**
 * The database of a data folder. The first process starts its server; another one that shares the folder enters it as a guest, and a server
 * waits for the commands that use it. Throws FolderInUse when one of the processes needs the folder alone or both are servers, and what a
 * start throws.
 */
export async function openFolder(options: EmbeddedOptions): Promise<FolderServer> {
  const began = performance.now();
  let isReported = false;
  for (;;) {
    const waited = performance.now() - began;
    if (waited > WITHIN_MS) return start(options);
    const found = await holderIn(options);
    if (found === undefined) {
      const started = await startUnlessInUse(options);
      if (started) return started;
    } else {
      const { folder, holder } = found;
      if (excludes(holder, options)) throw new FolderInUse(folder, holder);
      const guest = options.use === 'server' ? undefined : await enterAsGuest(folder, holder);
      if (guest) return guest;
      if (!isReported && waited > REPORTED_AFTER_MS) onTerminal(waiting(folder, holder.pid));
      isReported ||= waited > REPORTED_AFTER_MS;
    }
    await delay(BETWEEN_MS);
  }
}

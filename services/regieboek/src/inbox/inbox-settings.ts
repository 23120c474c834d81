import { access, constants, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Language } from '@regieboek/kernel';
import { SettingsFault } from '@regieboek/platform';

/** Folders through which files are exchanged, and how. */
export interface InboxSettings {
  /** Folder that files are taken from. */
  readonly inbox: string;
  /** Folder that answers are written to; undefined: answers stay in the ledger. */
  readonly outbox: string | undefined;
  /** Name of the program in the audit log. */
  readonly client: string;
  /** Language of the reasons beside files. */
  readonly language: Language;
  /** Times of polling and waiting; the usual ones when omitted. */
  readonly pace?: Pace;
}

/** Times in milliseconds. */
export interface Pace {
  /** Between two looks at the folders. */
  readonly pollMs: number;
  /** That a file must not have changed. */
  readonly quietMs: number;
  /** That a file must not have changed when its XML ends too early: the copy may have stalled. */
  readonly stalledMs: number;
  /** After which a file that stays in the inbox is tried again. */
  readonly retryMs: number;
}

export const usualPace: Pace = { pollMs: 1_000, quietMs: 3_000, stalledMs: 60_000, retryMs: 15_000 };

async function realFolder(path: string, setting: string): Promise<string> {
  try {
    if (!(await stat(path)).isDirectory()) throw new SettingsFault(`${setting}: ${path} is not a folder: correct it`);
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(path);
  } catch (error) {
    if (error instanceof SettingsFault) throw error;
    throw new SettingsFault(
      `${setting}: the folder ${path} does not exist, or this process may not read and write it: create it, or correct its permissions`,
    );
  }
}

/** Throws SettingsFault unless both folders can be read and written, and neither is inside the other. */
export async function checkInbox({ inbox, outbox }: InboxSettings): Promise<void> {
  const from = `${await realFolder(inbox, 'REGIEBOEK_INBOX or --inbox')}${sep}`;
  if (outbox === undefined) return;
  const to = `${await realFolder(outbox, 'REGIEBOEK_OUTBOX or --outbox')}${sep}`;
  if (from.startsWith(to) || to.startsWith(from))
    throw new SettingsFault(
      'the outbox and the inbox are the same folder, or one is inside the other: name two separate folders',
    );
}

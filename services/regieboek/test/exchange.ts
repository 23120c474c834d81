/** A server with an inbox and an outbox, in this process, and their folders. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDatabase } from '@regieboek/embedded-postgres/testing';
import { toDay } from '@regieboek/kernel';
import type { InboxSettings } from '../src/inbox/inbox-settings.js';
import { serve, type Server } from '../src/process/serve.js';
import { readSettings } from '../src/process/settings.js';
import * as story from './story.js';

/** The key of every ledger of these tests, so that equal messages have equal ids and answers. */
export const VAULT_KEY = '17'.repeat(32);

const pace = { pollMs: 50, quietMs: 150, stalledMs: 1_500, retryMs: 500 };

/** Names in a folder, hidden ones left out; none when it does not exist. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .toSorted();
  } catch {
    return [];
  }
}

/** Hidden names anywhere below a folder: parts that should be gone. */
export const hiddenBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /(^|\/)\.[^/]+$/.test(path));

/** Folders of an exchange. */
export class Exchange {
  readonly root = mkdtempSync(join(tmpdir(), 'regieboek exchange '));
  readonly inbox = join(this.root, 'in box');
  readonly outbox = join(this.root, 'out box');

  constructor(regions: readonly string[] = [story.region]) {
    for (const folder of [this.outbox, ...regions.map((region) => join(this.inbox, region))])
      mkdirSync(folder, { recursive: true });
  }

  /** Puts a file into the inbox as message software does: written elsewhere, then renamed. */
  put(name: string, content: string | Buffer, folder = story.region): void {
    const written = join(this.root, 'written');
    writeFileSync(written, content);
    renameSync(written, join(this.inbox, folder, name));
  }

  /** Files that are still in a folder of the inbox. */
  left = (folder = story.region): string[] => namesIn(join(this.inbox, folder));
  done = (folder = story.region): string[] => namesIn(join(this.inbox, folder, 'done'));
  refused = (folder = story.region): string[] => namesIn(join(this.inbox, folder, 'refused'));
  notes = (folder = story.region): string[] => namesIn(join(this.inbox, folder, 'waiting'));
  answers = (region = story.region): string[] => namesIn(join(this.outbox, region));

  /** Text of a file beside a refused one. */
  reasons = (name: string, folder = story.region): string =>
    readFileSync(join(this.inbox, folder, 'refused', `${name}.txt`), 'utf8');

  /** Starts a server on a database that takes files from the inbox. */
  serve(
    { url }: TestDatabase,
    { today = '2026-03-06', ...given }: Partial<InboxSettings> & { readonly today?: string } = {},
  ): Promise<Server> {
    const settings = readSettings(
      { DATABASE_URL: url, REGIEBOEK_VAULT_KEY: VAULT_KEY },
      { dataDir: mkdtempSync(join(this.root, 'data ')), port: 0, today: toDay(today), noLogIn: true },
    );
    const exchange = {
      inbox: this.inbox,
      outbox: this.outbox,
      client: 'berichtenserver',
      language: 'nl',
      pace,
    } as const;
    return serve({ ...settings, exchange: { ...exchange, ...given } });
  }
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { SentAnswers } from '@regieboek/intake';
import { Refusal } from '@regieboek/kernel';
import { isRegionName, KeyedQueue, logger } from '@regieboek/platform';
import type { OpenResources } from '../process/resources.js';
import { InboxFolder } from './inbox-folder.js';
import { usualPace, type InboxSettings } from './inbox-settings.js';
import { Outbox } from './outbox.js';
import { inboxActor, RegionLedger } from './region-ledger.js';
import { shelfNames } from './files/shelves.js';
import { textForLog } from './text-for-log.js';

/** Folders that one process works on at once. */
const FOLDERS_AT_ONCE = 4;

const noProblem = Promise.resolve();

/** Subfolders of the inbox are not named after a region. */
class OtherFolders extends Refusal {
  override readonly name = 'OtherFolders';
  constructor(count: number) {
    super(
      'other-folders',
      'invalid',
      `${count} subfolders cannot be regions and are not read: name each after the id of its region`,
    );
  }
}

/** The inbox: the folder itself, and a subfolder per region. */
export class Inbox {
  private readonly stopping = new AbortController();
  private readonly folders = new Map<string, InboxFolder>();
  private readonly rounds = new Map<string, Promise<void>>();
  private readonly turns = new KeyedQueue(FOLDERS_AT_ONCE);
  /** Problems that were logged, so that each is logged once until it is over. */
  private readonly problems = new Map<string, string>();
  private readonly looking: Promise<void>;

  private constructor(
    private readonly settings: InboxSettings,
    private readonly folderOf: (path: string, region: string | undefined) => InboxFolder,
    private readonly sent: SentAnswers | undefined,
  ) {
    this.looking = this.look();
  }

  /** Starts taking files from the inbox. `onRecorded` is called when something was recorded. */
  static async start(
    context: INestApplicationContext,
    resources: OpenResources,
    { settings, onRecorded }: { readonly settings: InboxSettings; readonly onRecorded: () => Promise<void> },
  ): Promise<Inbox> {
    const { outbox: outboxFolder, client, language, pace = usualPace } = settings;
    const sent = outboxFolder === undefined ? undefined : await SentAnswers.open(resources.database);
    const outbox = outboxFolder !== undefined && sent ? new Outbox(outboxFolder, sent) : undefined;
    const folderOf = (path: string, region: string | undefined): InboxFolder =>
      new InboxFolder({
        ...{ path, region, pool: resources.pool, outbox, language, onRecorded, pace },
        ledger: new RegionLedger(context, resources, inboxActor(client, region), region),
      });
    return new Inbox(settings, folderOf, sent);
  }

  /** Stops before the next file; resolves when the files under way are imported, answered and moved. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.looking;
    await Promise.all(this.rounds.values());
    await this.sent?.close();
  }

  private async look(): Promise<void> {
    const { signal } = this.stopping;
    const { pollMs } = this.settings.pace ?? usualPace;
    while (!signal.aborted) {
      await this.reported(' (subfolders)', async () => {
        for (const name of ['', ...(await this.regionFolders())]) this.startRound(name);
      });
      await delay(pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async regionFolders(): Promise<string[]> {
    const entries = await readdir(this.settings.inbox, { withFileTypes: true });
    const shelves: readonly string[] = shelfNames;
    const folders = entries.filter((entry) => entry.isDirectory() && !shelves.includes(entry.name));
    const regions = folders.filter(({ name }) => isRegionName(name)).map(({ name }) => name);
    const others = folders.length - regions.length;
    await this.reported(' (other subfolders)', () =>
      others > 0 ? Promise.reject(new OtherFolders(others)) : noProblem,
    );
    return regions;
  }

  /** Starts a round of a folder unless one is running. */
  private startRound(name: string): void {
    if (this.rounds.has(name)) return;
    const folder = this.folders.get(name) ?? this.folderOf(join(this.settings.inbox, name), name || undefined);
    this.folders.set(name, folder);
    const { signal } = this.stopping;
    const round = this.turns
      .take(name, () =>
        signal.aborted ? Promise.resolve() : this.reported(name === '' ? '' : `/${name}`, () => folder.round(signal)),
      )
      .finally(() => this.rounds.delete(name));
    this.rounds.set(name, round);
  }

  /** Runs `work`, and logs its error once until it succeeds or fails otherwise. Never throws: the next look tries again. */
  private async reported(place: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.problems.delete(place);
    } catch (error) {
      const text = await textForLog(error);
      if (this.problems.get(place) !== text) logger.warn(`inbox${place}: ${text}`);
      this.problems.set(place, text);
    }
  }
}

import { availableParallelism } from 'node:os';
import type { OnModuleDestroy } from '@nestjs/common';
import type { EventLog } from '@regieboek/eventing';
import { successorsOf } from '@regieboek/billing';
import { Journal, type ReplaySource } from '@regieboek/journal/segments';
import { folderApart, holdJournal } from './folder.js';
import type { Replays } from './replays.js';

/** Threads of a long run; with more, memory bandwidth is the limit. */
const WORKERS_MAX = 4;
/** Lines that one thread bills in the time that workers need to start. */
const ALONE_LINES_MAX = 50_000;

/** Replays from segments below a data folder, made from the log. */
export class JournalReplays implements Replays, OnModuleDestroy {
  private readonly journal: Journal;

  /** `dataDir` belongs to this process alone until `release`. */
  constructor(
    readonly log: EventLog,
    private readonly dataDir: string,
    private readonly release: () => Promise<void> = () => Promise.resolve(),
  ) {
    const workers = Math.min(availableParallelism(), WORKERS_MAX);
    this.journal = new Journal({ dataDir, log, successorsOf, workers, aloneLinesMax: ALONE_LINES_MAX });
  }

  get source(): ReplaySource {
    return this.journal;
  }

  /** Replays from the journal of a data folder, locked until the module ends. Throws DatabaseFault when it cannot be used. */
  static async open(log: EventLog, dataDir: string): Promise<JournalReplays> {
    const held = await holdJournal(dataDir);
    return new JournalReplays(log, held.dataDir, held.release);
  }

  async fromLog<Result>(work: (replays: Replays) => Promise<Result>): Promise<Result> {
    const apart = await folderApart(this.dataDir);
    const fresh = new JournalReplays(this.log, apart.dataDir, apart.release);
    try {
      return await work(fresh);
    } finally {
      await fresh.onModuleDestroy();
    }
  }

  /** Unlocks the folder after the last write. */
  async onModuleDestroy(): Promise<void> {
    await this.journal.close();
    await this.release();
  }
}

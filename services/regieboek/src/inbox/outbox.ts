import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import type { SentAnswers } from '@regieboek/intake';
import { isRefusal } from '@regieboek/kernel';
import { exchangeSubfolder, flushNames, writeExchanged } from '@regieboek/platform/files';
import type { AnswerFile } from '../import/write-answers.js';
import { isMissing } from './files/missing.js';

const WRITTEN_AT_ONCE = 8;

/** Parts that a killed process left are removed after this time; no process writes one answer for so long. */
const LEFT_AFTER_MS = 3_600_000;

/** Name of an answer that is complete and about to appear. */
const readyName = (name: string): string => `.${name}.ready`;
const READY = /^\.(.+)\.ready$/;
const PART = /^\..+\.part$/;

/** Renames a file unless another process did. */
async function renameOnce(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}

/** Content of an answer; null when there is none, or a youth in it was erased since. */
const contentOf = ({ read }: AnswerFile): Promise<string | null> =>
  read().catch((error: unknown) => {
    if (isRefusal(error) && error.kind === 'gone') return null;
    throw error;
  });

/**
 * Folder with a subfolder of answers per region. An answer appears once, whole. It is written under a hidden name; in one transaction
 * its name is recorded and the file is named ready; then it gets its own name. A process that ends in between leaves a ready file
 * whose name is recorded, and the next process finishes it; without a ready file, a recorded answer has appeared.
 */
export class Outbox {
  private readonly recovered = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly sent: SentAnswers,
  ) {}

  /** Makes answers appear that have not before. Throws the error of the file system or the database; the same call repeats it. */
  async publish(answers: readonly AnswerFile[]): Promise<void> {
    for (const [region, own] of Map.groupBy(answers, (answer) => answer.region)) await this.publishIn(region, own);
  }

  private async publishIn(region: string, answers: readonly AnswerFile[]): Promise<void> {
    const folder = await exchangeSubfolder(this.folder, region);
    await this.recover(region, folder);
    const names = answers.map(({ name }) => name);
    const before = await this.sent.sent(region, names);
    const parts = new Map<string, string>();
    const write = async (answer: AnswerFile): Promise<void> => {
      const content = await contentOf(answer);
      if (content === null) return;
      const part = `.${answer.name}.${randomUUID()}.part`;
      parts.set(answer.name, part);
      await writeExchanged(folder, part, content);
    };
    try {
      const fresh = answers.filter(({ name }) => !before.has(name));
      await pMap(fresh, write, { concurrency: WRITTEN_AT_ONCE });
      if (parts.size > 0) await this.record(region, folder, parts);
      for (const name of new Set([...before, ...parts.keys()]))
        await renameOnce(join(folder, readyName(name)), join(folder, name));
      await flushNames(folder);
    } finally {
      for (const part of parts.values()) await rm(join(folder, part), { force: true });
    }
  }

  /** Finishes what a process that ended left in the folder of a region; does so once per process. */
  private async recover(region: string, folder: string): Promise<void> {
    if (this.recovered.has(region)) return;
    await this.sent.inTurn(region, async (names) => {
      const found = await readdir(folder);
      const ready = found.flatMap((name) => READY.exec(name)?.[1] ?? []);
      const recorded = await names.sent(ready);
      for (const name of ready)
        if (recorded.has(name)) await renameOnce(join(folder, readyName(name)), join(folder, name));
        else await rm(join(folder, readyName(name)), { force: true });
      for (const name of found.filter((one) => PART.test(one))) await removeOld(join(folder, name));
    });
    this.recovered.add(region);
  }

  /** Records the names of complete parts, and names those ready that were not recorded before. */
  private async record(region: string, folder: string, parts: ReadonlyMap<string, string>): Promise<void> {
    await this.sent.inTurn(region, async (names) => {
      for (const name of await names.add([...parts.keys()]))
        await rename(join(folder, parts.get(name) ?? ''), join(folder, readyName(name)));
      await flushNames(folder);
    });
  }
}

async function removeOld(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found && Date.now() - found.mtimeMs > LEFT_AFTER_MS) await rm(path, { force: true });
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import type { Regieboek } from '../process/regieboek.js';
import type { FileResult } from './import-files.js';

const CONCURRENT_ANSWERS = 8;

/** An answer as a file. */
interface AnswerFile {
  readonly name: string;
  readonly content: string;
}

/** The answer to a file, if it has one: the JW325 of a decided declaration, or the retour to a message. */
async function answerTo(
  regieboek: Regieboek,
  { region, declaration, answer }: FileResult,
): Promise<AnswerFile | undefined> {
  if (region !== null && declaration) {
    const content = await regieboek.answers.answer(region, declaration.id);
    return content === null ? undefined : { name: `jw325-${declaration.id}.xml`, content };
  }
  if (!answer) return undefined;
  const found = await regieboek.retours.find(answer.message);
  return 'answer' in found
    ? { name: `${answer.type.toLowerCase()}-${answer.message}.xml`, content: found.answer }
    : undefined;
}

/**
 * Writes the answers to the files among the results to `<folder>/<region>/`: JW325 for declarations, retours (JW302,
 * JW306, JW308) for other messages, refused or not. Gives how many.
 */
export async function writeAnswers(
  regieboek: Regieboek,
  results: readonly FileResult[],
  folder: string,
): Promise<number> {
  const made = new Map<string, Promise<unknown>>();
  const written = await pMap(
    results,
    async (result) => {
      const answer = await answerTo(regieboek, result);
      if (!answer || result.region === null) return 0;
      const own = join(folder, result.region);
      if (!made.has(own)) made.set(own, mkdir(own, { recursive: true }));
      await made.get(own);
      await writeFile(join(own, answer.name), answer.content);
      return 1;
    },
    { concurrency: CONCURRENT_ANSWERS },
  );
  return written.filter((one) => one === 1).length;
}

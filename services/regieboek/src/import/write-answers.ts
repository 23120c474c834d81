import { join } from 'node:path';
import pMap from 'p-map';
import { GetDeclarationAnswer } from '@regieboek/finance';
import { GetAnswer } from '@regieboek/placements';
import { privateFolder, writePrivate } from '@regieboek/platform/files';
import type { Regieboek } from '../process/regieboek.js';
import type { FileResult } from './import-one.js';

const CONCURRENT_ANSWERS = 8;

/** An answer as a file. */
interface AnswerFile {
  readonly name: string;
  readonly content: string;
}

async function declarationAnswer(regieboek: Regieboek, region: string, id: string): Promise<AnswerFile[]> {
  const content = await regieboek.ask(new GetDeclarationAnswer(region, id));
  return content === null ? [] : [{ name: `jw325-${id}.xml`, content }];
}

/** The answers to a file: the JW325 of a decided declaration and of those that had waited for it, or the retour to a message. */
async function answersTo(
  regieboek: Regieboek,
  { region, declaration, released = [], answer }: FileResult,
): Promise<AnswerFile[]> {
  if (region !== null && declaration) {
    const decided = [declaration, ...released].map(({ id }) => declarationAnswer(regieboek, region, id));
    return (await Promise.all(decided)).flat();
  }
  if (!answer) return [];
  const found = await regieboek.ask(new GetAnswer(answer.message));
  return 'answer' in found
    ? [{ name: `${answer.type.toLowerCase()}-${answer.message}.xml`, content: found.answer }]
    : [];
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
      const answers = await answersTo(regieboek, result);
      if (answers.length === 0 || result.region === null) return 0;
      const own = join(folder, result.region);
      if (!made.has(own)) made.set(own, privateFolder(own));
      await made.get(own);
      for (const { name, content } of answers) await writePrivate(join(own, name), content);
      return answers.length;
    },
    { concurrency: CONCURRENT_ANSWERS },
  );
  return written.reduce((sum, count) => sum + count, 0);
}

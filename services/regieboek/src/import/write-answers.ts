import { join } from 'node:path';
import pMap from 'p-map';
import { GetDeclarationAnswer } from '@regieboek/finance';
import { GetAnswer } from '@regieboek/placements';
import { privateFolder, writePrivate } from '@regieboek/platform/files';
import type { Ledger } from '../process/ledger-as.js';
import type { FileResult } from './import-one.js';

const CONCURRENT_ANSWERS = 8;

/** An answer as a file of the message traffic. */
export interface AnswerFile {
  readonly region: string;
  readonly name: string;
  /** Content; null when there is no answer. Throws a Refusal when a youth in it was erased. */
  readonly read: () => Promise<string | null>;
}

/**
 * Name of the answer to a declaration: its provider, its number, and the first digits of its id, because a provider may use a number
 * twice; then the second declaration is refused, and each has its own answer.
 */
function answerName({ id, provider, number }: NonNullable<FileResult['declaration']>): string {
  const own = provider && number ? `${provider}-${number.replaceAll(/[^A-Za-z0-9_-]/g, '_')}-${id.slice(0, 8)}` : id;
  return `jw325-${own}.xml`;
}

/** The answers to a file: the JW325 of a decided declaration and of those that had waited for it, or the retour to a message. */
export function answersTo(ledger: Pick<Ledger, 'ask'>, result: FileResult): AnswerFile[] {
  const { region, declaration, released = [], answer } = result;
  if (region === null) return [];
  if (declaration)
    return [declaration, ...released].map((one) => ({
      ...{ region, name: answerName(one) },
      read: () => ledger.ask(new GetDeclarationAnswer(region, one.id)),
    }));
  if (!answer) return [];
  const { type, message } = answer;
  const read = async (): Promise<string | null> => {
    const found = await ledger.ask(new GetAnswer(message));
    return 'answer' in found ? found.answer : null;
  };
  return [{ region, name: `${type.toLowerCase()}-${message}.xml`, read }];
}

/**
 * Writes the answers to the files among the results to `<folder>/<region>/`: JW325 for declarations, retours (JW302,
 * JW306, JW308) for other messages, refused or not. Gives how many.
 */
export async function writeAnswers(
  ledger: Pick<Ledger, 'ask'>,
  results: readonly FileResult[],
  folder: string,
): Promise<number> {
  const made = new Map<string, Promise<unknown>>();
  const write = async ({ region, name, read }: AnswerFile): Promise<number> => {
    const content = await read();
    if (content === null) return 0;
    const own = join(folder, region);
    if (!made.has(own)) made.set(own, privateFolder(own));
    await made.get(own);
    await writePrivate(join(own, name), content);
    return 1;
  };
  const answers = results.flatMap((result) => answersTo(ledger, result));
  const written = await pMap(answers, write, { concurrency: CONCURRENT_ANSWERS });
  return written.reduce((sum, count) => sum + count, 0);
}

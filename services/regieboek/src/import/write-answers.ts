import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Regieboek } from '../process/regieboek.js';
import type { FileResult } from './import-files.js';

/** Writes the answer (JW325) of every decided declaration among the results to `<folder>/<region>/`. Gives how many. */
export async function writeAnswers(
  regieboek: Regieboek,
  results: readonly FileResult[],
  folder: string,
): Promise<number> {
  let written = 0;
  for (const { region, declaration } of results) {
    if (!region || !declaration) continue;
    const answer = await regieboek.answers.answer(region, declaration.id);
    if (answer === null) continue;
    await mkdir(join(folder, region), { recursive: true });
    await writeFile(join(folder, region, `jw325-${declaration.id}.xml`), answer);
    written += 1;
  }
  return written;
}

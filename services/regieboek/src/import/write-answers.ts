import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import type { Regieboek } from '../process/regieboek.js';
import type { FileResult } from './import-files.js';

const CONCURRENT_ANSWERS = 8;

/** Writes the answer (JW325) of every decided declaration among the results to `<folder>/<region>/`. Gives how many. */
export async function writeAnswers(
  regieboek: Regieboek,
  results: readonly FileResult[],
  folder: string,
): Promise<number> {
  const written = await pMap(
    results,
    async ({ region, declaration }) => {
      const answer = region && declaration ? await regieboek.answers.answer(region, declaration.id) : null;
      if (answer === null || !region || !declaration) return 0;
      await mkdir(join(folder, region), { recursive: true });
      await writeFile(join(folder, region, `jw325-${declaration.id}.xml`), answer);
      return 1;
    },
    { concurrency: CONCURRENT_ANSWERS },
  );
  return written.filter((one) => one === 1).length;
}

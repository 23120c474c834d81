import { classify, notTaken, type ImportFile } from './classify.js';
import { inCreationOrder } from './message-order.js';
import type { Source } from './source.js';
import { filesBelow } from './sources.js';
import { EntryDamaged } from './zip-entries.js';

async function classified(source: Source): Promise<ImportFile> {
  try {
    return classify(source, await source.read());
  } catch (error) {
    if (!(error instanceof EntryDamaged)) throw error;
    return notTaken({ path: source.path, reason: error.message }, 'unreadable');
  }
}

/**
 * All files to import from paths, folders and ZIP files, in import order. Unreadable files, and files of folders that are passed
 * over, come last with their reasons.
 */
export async function filesToImport(paths: readonly string[]): Promise<ImportFile[]> {
  const { sources, passedOver, unreadable } = await filesBelow(paths);
  const files: ImportFile[] = [];
  for (const source of sources) files.push(await classified(source));
  return inCreationOrder([
    ...files,
    ...unreadable.map((one) => notTaken(one, 'unreadable')),
    ...passedOver.map((one) => notTaken(one, 'passed-over')),
  ]);
}

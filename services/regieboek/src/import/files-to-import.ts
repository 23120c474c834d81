import { classify, notTaken, type ImportFile } from './classify.js';
import { inCreationOrder } from './message-order.js';
import type { Source } from './source.js';
import { filesBelow, filesZippedIn, type Found } from './sources.js';
import { EntryDamaged } from './zip-entries.js';

async function classified(source: Source): Promise<ImportFile> {
  try {
    return classify(source, await source.read());
  } catch (error) {
    if (!(error instanceof EntryDamaged)) throw error;
    return notTaken({ path: source.path, reason: error.message }, 'unreadable');
  }
}

async function readFound({ sources, passedOver, unreadable }: Found): Promise<ImportFile[]> {
  const files: ImportFile[] = [];
  for (const source of sources) files.push(await classified(source));
  return [
    ...files,
    ...unreadable.map((one) => notTaken(one, 'unreadable')),
    ...passedOver.map((one) => notTaken(one, 'passed-over')),
  ];
}

/** The files to import of one file, such as the entries of a ZIP file, in no order. Throws the error of the file system. */
export const filesOf = async (path: string): Promise<ImportFile[]> => readFound(await filesBelow([path]));

/**
 * All files to import from paths, folders and ZIP files, in import order. Unreadable files, and files of folders that are passed
 * over, come last with their reasons.
 */
export const filesToImport = async (paths: readonly string[]): Promise<ImportFile[]> =>
  inCreationOrder(await readFound(await filesBelow(paths)));

/** The same for a ZIP file in memory; one that cannot be read as a whole is one unreadable file without a name. */
export const filesToImportIn = async (zip: Uint8Array): Promise<ImportFile[]> =>
  inCreationOrder(await readFound(await filesZippedIn(zip)));

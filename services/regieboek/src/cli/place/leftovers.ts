import { dirname, relative, resolve } from 'node:path';
import { findLeftovers, type Leftover } from '@regieboek/embedded-postgres';
import type { Language } from '@regieboek/kernel';
import { table, type Output } from '../output.js';
import { placeTexts } from './texts.js';

/** Names in a sentence; more are counted. */
const NAMES_MAX = 3;

/** Rows of a list; more are counted. */
const ROWS_MAX = 50;

/** Databases and their data folders as a table of at most 50 rows: those of a known folder first. */
export function leftoversInRows(leftovers: readonly Leftover[], language: Language): readonly string[] {
  const texts = placeTexts[language];
  const isKnown = ({ folder }: Leftover): boolean => folder !== undefined;
  const sorted = [...leftovers.filter(isKnown), ...leftovers.filter((one) => !isKnown(one))];
  const rows = sorted.slice(0, ROWS_MAX).map(({ place, folder }) => [place, folder ?? texts.unknownFolder]);
  const more = leftovers.length - rows.length;
  return [...table(texts.leftoverColumns, rows, []), ...(more > 0 ? [texts.more(more)] : [])];
}

/** Place of the data in words: the folder, and where the database is when it is elsewhere. */
export function dataIn(dataDir: string, database: string, language: Language): string {
  const isBelow = !relative(resolve(dataDir), database).startsWith('..');
  return isBelow ? dataDir : placeTexts[language].elsewhere(dataDir, database);
}

/** A sentence about databases whose data folder is gone or unknown; undefined when there are none. */
export function leftoversInWords(leftovers: readonly Leftover[], language: Language): string | undefined {
  const [first] = leftovers;
  if (!first) return undefined;
  const texts = placeTexts[language];
  const folders = leftovers.flatMap(({ folder }) => (folder === undefined ? [] : [folder]));
  const more = folders.length - NAMES_MAX;
  const names = [...folders.slice(0, NAMES_MAX), ...(more > 0 ? [texts.more(more)] : [])].join(', ');
  const parts = [
    ...(folders.length > 0 ? [texts.ofDeleted(folders.length, names)] : []),
    ...(leftovers.length > folders.length ? [texts.ofUnknown(leftovers.length - folders.length)] : []),
  ];
  return texts.leftovers(parts.join(texts.and), dirname(first.place));
}

/** Prints which databases of deleted folders are left on this machine, with the remedy. */
export async function sayLeftovers(output: Output): Promise<void> {
  const said = leftoversInWords(await findLeftovers(), output.language);
  if (said !== undefined) output.line(said);
}

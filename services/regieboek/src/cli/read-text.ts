import { readFile, stat } from 'node:fs/promises';
import type { Language } from '@regieboek/kernel';
import { CommandRefused } from './output.js';
import { problemTexts } from './texts.js';

/** Largest file that is read as one text. */
const BYTES_MAX = 32 * 1024 * 1024;

/**
 * Text of a named file. Throws CommandRefused for a folder, a pipe, a device and a file that is too large, and otherwise the
 * error of the system with the path.
 */
export async function readText(path: string, language: Language): Promise<string> {
  const texts = problemTexts[language];
  const found = await stat(path);
  if (found.isDirectory()) throw new CommandRefused(texts.folder(path));
  if (!found.isFile()) throw new CommandRefused(texts.device(path));
  if (found.size > BYTES_MAX) throw new CommandRefused(texts.tooLarge(path, BYTES_MAX / (1024 * 1024)));
  return readFile(path, 'utf8');
}

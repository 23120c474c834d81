import { readFile, stat } from 'node:fs/promises';
import { CommandRefused } from './output.js';

/** Largest file that is read as one text. */
const BYTES_MAX = 32 * 1024 * 1024;

/**
 * Text of a named file. Throws CommandRefused for a folder, a pipe, a device and a file that is too large, and otherwise the
 * error of the system with the path.
 */
export async function readText(path: string): Promise<string> {
  const found = await stat(path);
  if (found.isDirectory()) throw new CommandRefused(`${path} is a folder: name a file`);
  if (!found.isFile()) throw new CommandRefused(`${path} is a pipe or a device: name a file`);
  if (found.size > BYTES_MAX)
    throw new CommandRefused(`${path} is larger than ${BYTES_MAX / (1024 * 1024)} MB: name the right file`);
  return readFile(path, 'utf8');
}

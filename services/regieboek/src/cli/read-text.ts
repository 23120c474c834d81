import { readFile } from 'node:fs/promises';
import { types } from 'node:util';
import { CommandRefused } from './output.js';

/** Text of a file that somebody named. Throws CommandRefused for a folder, and else the error of the system with the path. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    // The system does not say which path it was: it read from what it had opened.
    if (types.isNativeError(error) && 'code' in error && error.code === 'EISDIR')
      throw new CommandRefused(`${path} is a folder: name a file`);
    throw error;
  }
}

import { dirname } from 'node:path';
import { types } from 'node:util';
import { describeError } from '../cli/describe-error.js';

const { isNativeError } = types;

/** Description of an error for the log: with folders, and without names of files, which can name people. */
export async function textForLog(error: unknown): Promise<string> {
  const text = await describeError(error, 'en');
  if (!isNativeError(error)) return text;
  const paths = ['path', 'dest'].map((name) => (error as unknown as Record<string, unknown>)[name]);
  return paths
    .filter((path) => typeof path === 'string')
    .reduce((all, path) => all.replaceAll(path, `a file or folder in ${dirname(path)}`), text);
}

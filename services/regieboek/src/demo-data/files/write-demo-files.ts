import { dirname, join } from 'node:path';
import { privateFolder, writePrivate } from '@regieboek/platform/files';
import { demoFiles, type DemoCount } from './demo-files.js';
import type { DemoOptions } from '../demo-options.js';

/** Result of writing to a folder. */
export interface DemoWritten extends DemoCount {
  readonly files: number;
  /** Messages JW301, JW305, JW307 and JW323 among the files. */
  readonly messages: number;
}

/** Progress of writing. */
export interface DemoProgress {
  readonly files: number;
  readonly path: string;
}

/** Destination of a generated file: importable files below `files`, the injected faults below `expected`. */
function placeOf(path: string): string[] {
  const [region = '', ...below] = path.split('/');
  return below.join('/') === 'expected.json' ? ['expected', `${region}.json`] : ['files', region, ...below];
}

/**
 * Writes the files of the demo below a folder, which is created if missing; files of the same name are replaced. Throws errors of
 * the file system, and RangeError on invalid options.
 */
export async function writeDemoFiles(
  folder: string,
  options: DemoOptions,
  onProgress?: (progress: DemoProgress) => void,
): Promise<DemoWritten> {
  const generated = demoFiles(options);
  const made = new Set<string>();
  let files = 0;
  let messages = 0;
  for (;;) {
    const next = generated.next();
    if (next.done) return { files, messages, ...next.value };
    const { path, content } = next.value;
    const target = join(folder, ...placeOf(path));
    await makeOnce(dirname(target), made);
    await writePrivate(target, content);
    files += 1;
    if (path.endsWith('.xml')) messages += 1;
    onProgress?.({ files, path });
  }
}

async function makeOnce(folder: string, made: Set<string>): Promise<void> {
  if (made.has(folder)) return;
  await privateFolder(folder);
  made.add(folder);
}

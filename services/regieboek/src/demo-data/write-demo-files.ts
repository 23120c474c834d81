import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { demoFiles, type DemoCount } from './demo-files.js';
import type { DemoOptions } from './demo-options.js';

/** What was written to a folder. */
export interface DemoWritten extends DemoCount {
  readonly files: number;
  /** Messages JW301, JW305, JW307 and JW323 among the files. */
  readonly messages: number;
}

/** How far writing got. */
export interface DemoProgress {
  readonly files: number;
  readonly path: string;
}

/**
 * Writes the files of the demo into a folder, which is made when it is not there; files of the same name are replaced.
 * Throws what the file system throws, and RangeError on options that make no sense.
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
    const target = join(folder, ...path.split('/'));
    await makeOnce(dirname(target), made);
    await writeFile(target, content);
    files += 1;
    if (path.endsWith('.xml')) messages += 1;
    onProgress?.({ files, path });
  }
}

async function makeOnce(folder: string, made: Set<string>): Promise<void> {
  if (made.has(folder)) return;
  await mkdir(folder, { recursive: true });
  made.add(folder);
}

/** Files for tests of `regieboek ijw`, with a folder of their own and the day of the receiver. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as story from './story.js';

/** Options that fix the day of the receiver, after the days of all messages of the tests. */
export const today = ['--today', '2026-04-01'] as const;

/** An assignment with an element that the schema does not know (level 1). */
export const broken = story.jw301(story.bsn, 0).replaceAll('ijw:Taal>', 'ijw:Tong>');

/** XML that is not a message. */
export const notIjw = '<a/>';

/** A folder that holds the files of one test file. */
export interface TestFolder {
  readonly path: string;
  /** Writes a file; gives its path. */
  file(name: string, content: string): Promise<string>;
  /** Writes a folder with files, whose names may lead into folders of their own; gives its path. */
  folder(name: string, files: Readonly<Record<string, string>>): Promise<string>;
  remove(): Promise<void>;
}

/** Makes a folder with a blank in its name. */
export async function testFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'regieboek ijw '));
  const write = async (target: string, content: string): Promise<string> => {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    return target;
  };
  return {
    path,
    file: (name, content) => write(join(path, name), content),
    async folder(name, files) {
      for (const [inside, content] of Object.entries(files)) await write(join(path, name, inside), content);
      return join(path, name);
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

import { readFile, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { textForLog } from './text-for-log.js';

const failed = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '',
    (error: unknown) => textForLog(error),
  );

describe('an error of the inbox in the log', () => {
  it('names the folder and never the file, whose name can be that of a person', async () => {
    expect(await failed(readFile('/nowhere/Jan Jansen.xml'))).toBe(
      'a file or folder in /nowhere does not exist: check the path',
    );
    expect(await failed(rename(join(tmpdir(), 'missing', 'Jan.xml'), join(tmpdir(), 'Jan.xml')))).not.toContain('Jan');
    const unforeseen = Object.assign(new Error("EXDEV: '/in/Jan.xml' -> '/out/Jan.xml'"), {
      ...{ syscall: 'rename', errno: -18, code: 'EXDEV', path: '/in/Jan.xml', dest: '/out/Jan.xml' },
    });
    expect(await textForLog(unforeseen)).not.toContain('Jan');
  });
});

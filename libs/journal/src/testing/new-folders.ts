import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders for a spec. */
export interface NewFolders {
  /** Path of a folder that does not exist yet. */
  readonly folder: () => string;
  /** Removes all of them. */
  readonly remove: () => void;
}

/** Folders for the spec with this name, each used once. */
export function newFolders(name: string): NewFolders {
  const root = mkdtempSync(join(tmpdir(), `regieboek-${name}-`));
  let count = 0;
  return {
    folder: () => join(root, String((count += 1))),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

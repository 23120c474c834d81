import { copyFile, link, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { privateFolder } from '@regieboek/platform/files';

const REGION = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const APART = /^apart-/;
const SEGMENT = /^segment-/;
const MANIFEST = 'manifest.json';

/** Links the files of one segment; files of a segment never change. */
async function linkFolder(from: string, to: string): Promise<void> {
  await privateFolder(to);
  for (const name of await readdir(from)) await link(join(from, name), join(to, name));
}

/** The manifest first: segments that its writer removes or replaces meanwhile are missing, and are built from the log. */
async function linkRegion(from: string, to: string): Promise<void> {
  await privateFolder(to);
  await copyFile(join(from, MANIFEST), join(to, MANIFEST));
  for (const name of await readdir(from)) if (SEGMENT.test(name)) await linkFolder(join(from, name), join(to, name));
}

/**
 * Gives a new journal the segments that another process has finished, as hard links: no bytes are copied. What cannot be linked, such as on
 * another file system or when its writer is at work, is built from the log.
 */
export async function linkSegments(from: string, to: string): Promise<void> {
  const regions = (await readdir(from, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && REGION.test(entry.name) && !APART.test(entry.name),
  );
  for (const { name } of regions) await linkRegion(join(from, name), join(to, name)).catch(() => undefined);
}

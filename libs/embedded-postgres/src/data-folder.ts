import { mkdir } from 'node:fs/promises';

/** Access of a folder for its owner alone. */
const FOLDER_MODE = 0o700;

/**
 * Permissions of a folder that contains a database. When started by root, PostgreSQL runs under another account; it can enter the
 * folder but not list or read it.
 */
const passageMode = (): number => (process.getuid?.() === 0 ? 0o711 : FOLDER_MODE);

/** Makes a folder that a database lives in or below, with those above it that are not there, for its owner alone. */
export async function dataFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: passageMode() });
}

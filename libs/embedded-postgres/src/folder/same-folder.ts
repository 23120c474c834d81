import { stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';

const found = (path: string): Promise<Stats | undefined> => stat(path).catch(() => undefined);

/** True when two paths lead to one folder, as with a folder that is mounted at two places. */
export async function isSameFolder(one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const [a, b] = await Promise.all([found(one), found(other)]);
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

/** True when two paths lead to two folders that both exist. */
export async function isOtherFolder(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([found(one), found(other)]);
  return a !== undefined && b !== undefined && (a.dev !== b.dev || a.ino !== b.ino);
}

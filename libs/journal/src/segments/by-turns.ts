import { SegmentDamaged } from './segment-folder.js';

/** Somebody who does shares of something, one at a time. */
export type Doer<Share, Part> = (share: Share) => Part | Promise<Part>;

/**
 * Has shares done by several at once, each of whom takes the next one that is left; parts in order of the shares. `done` is
 * called before the first share and after each. When one fails, the others end the share that they are at; then it
 * rejects: with the damage when one of them met damage, since they rely on each other to check what all of them read.
 */
export async function byTurns<Share, Part>(
  shares: readonly Share[],
  doers: readonly Doer<Share, Part>[],
  done: (count: number) => Promise<void>,
): Promise<Part[]> {
  await done(0);
  const parts: Part[] = [];
  const left = shares.entries();
  const failures: unknown[] = [];
  let count = 0;
  const work = async (part: Doer<Share, Part>) => {
    for (const [index, share] of left) {
      if (failures.length > 0) return;
      parts[index] = await part(share);
      count += 1;
      await done(count);
    }
  };
  await Promise.all(doers.map((doer) => work(doer).catch((error: unknown) => failures.push(error))));
  if (failures.length > 0) throw failures.find((one) => one instanceof SegmentDamaged) ?? failures[0];
  return parts;
}

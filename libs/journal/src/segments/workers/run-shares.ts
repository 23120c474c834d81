import { SegmentDamaged } from '../files/segment-folder.js';

/** Processes shares of a job, one at a time. */
export type ShareRunner<Share, Part> = (share: Share) => Part | Promise<Part>;

/**
 * Runs shares on several runners at once; each takes the next share. Returns the parts in order of the shares. Calls
 * `done` before the first share and after each. When one fails, the others finish their share; then it rejects, with
 * SegmentDamaged when one of them met damage, since each reader relies on the others to check files.
 */
export async function runShares<Share, Part>(
  shares: readonly Share[],
  runners: readonly ShareRunner<Share, Part>[],
  done: (count: number) => Promise<void>,
): Promise<Part[]> {
  await done(0);
  const parts: Part[] = [];
  const left = shares.entries();
  const failures: unknown[] = [];
  let count = 0;
  const work = async (part: ShareRunner<Share, Part>) => {
    for (const [index, share] of left) {
      if (failures.length > 0) return;
      parts[index] = await part(share);
      count += 1;
      await done(count);
    }
  };
  await Promise.all(runners.map((runner) => work(runner).catch((error: unknown) => failures.push(error))));
  if (failures.length > 0) throw failures.find((one) => one instanceof SegmentDamaged) ?? failures[0];
  return parts;
}

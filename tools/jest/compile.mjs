/**
 * Compiles every package before the first spec runs: worker threads and child processes load `dist`, so a run must
 * never meet a `dist` that is older than its source. Jest calls this once per run, also for a single file.
 */
import { build } from '../build.mjs';

export default async function compileWorkers() {
  await build();
}

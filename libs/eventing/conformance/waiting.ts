import { setTimeout as sleep } from 'node:timers/promises';

const WITHIN_MS = 120_000;

/** Waits until the condition holds; throws when it does not hold in time. */
export async function waitFor(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`still not so after ${WITHIN_MS} ms: ${holds.toString()}`);
    await sleep(5);
  }
}

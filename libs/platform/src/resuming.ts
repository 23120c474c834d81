import type { INestApplicationContext, Type } from '@nestjs/common';
import type { Resumed } from './secrets/message-store.js';

/** Takes in messages or files, and takes up again what was received and never settled. */
export interface Resumable {
  resume(): Promise<Resumed>;
}

/** Takes up again all that was received and not settled, one intake after the other, in the order given. */
export async function resumeAll(
  context: INestApplicationContext,
  intakes: readonly Type<Resumable>[],
): Promise<Resumed> {
  let settled = 0;
  const failures: unknown[] = [];
  for (const intake of intakes) {
    const resumed = await context.get<Resumable>(intake, { strict: false }).resume();
    settled += resumed.settled;
    failures.push(...resumed.failures);
  }
  return { settled, failures };
}

/** How often a server looks for what stayed received, such as while the vault of identities was away. */
const EVERY_MILLISECONDS = 15_000;

const say = ({ failures }: Resumed): void => {
  if (failures.length === 0) return;
  const kinds = new Set(failures.map((error) => (error instanceof Error ? error.name : typeof error)));
  console.error(
    `${failures.length} received messages could not be taken in yet (${[...kinds].join(', ')}); they are kept and tried again`,
  );
};

/** Takes up again what was received and not settled, now and from time to time, until `stop`. */
export function keepResuming(
  context: INestApplicationContext,
  intakes: readonly Type<Resumable>[],
): { stop(): Promise<void> } {
  const round = () =>
    resumeAll(context, intakes)
      .catch((error: unknown): Resumed => ({ settled: 0, failures: [error] }))
      .then(say);
  let running = round();
  const timer = setInterval(() => {
    running = running.then(round);
  }, EVERY_MILLISECONDS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

import type { INestApplicationContext } from '@nestjs/common';
import { DeclarationIntake } from '@regieboek/finance';
import { FactsIntake, MessageIntake } from '@regieboek/placements';
import type { Resumed } from '@regieboek/platform';

/** Takes up again all that was received and not settled: what declarations rest on before the declarations. */
export async function resumeAll(context: INestApplicationContext): Promise<Resumed> {
  let settled = 0;
  const failures: unknown[] = [];
  for (const intake of [FactsIntake, MessageIntake, DeclarationIntake]) {
    const resumed = await context
      .get<FactsIntake | MessageIntake | DeclarationIntake>(intake, { strict: false })
      .resume();
    settled += resumed.settled;
    failures.push(...resumed.failures);
  }
  return { settled, failures };
}

/** How often a server looks for what stayed received, such as while the vault of identities was away. */
const EVERY_MILLISECONDS = 5 * 60_000;

const say = ({ failures }: Resumed): void => {
  if (failures.length === 0) return;
  const kinds = new Set(failures.map((error) => (error instanceof Error ? error.name : typeof error)));
  console.error(
    `${failures.length} received messages could not be taken in yet (${[...kinds].join(', ')}); they are kept and tried again`,
  );
};

/** Takes up again what was received and not settled, now and from time to time, until `stop`. */
export function keepResuming(context: INestApplicationContext): { stop(): Promise<void> } {
  const round = () =>
    resumeAll(context)
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

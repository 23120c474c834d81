import { overAllRegions } from '@regieboek/isolation';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import { logger } from './logging/logger.js';

/** Results of retrying pending messages. */
export interface Resumed {
  readonly settled: number;
  /** Errors of those that stay received. */
  readonly failures: readonly unknown[];
}

/** A command that retries the pending messages of one kind of intake. */
export type RetryCommand = new () => Command<Resumed>;

/** Retries all pending messages and files, one command after the other, in the order given. */
export async function resumeAll(context: INestApplicationContext, retries: readonly RetryCommand[]): Promise<Resumed> {
  const commands = context.get(CommandBus, { strict: false });
  let settled = 0;
  const failures: unknown[] = [];
  for (const Retry of retries) {
    const resumed = await overAllRegions(() => commands.execute(new Retry()));
    settled += resumed.settled;
    failures.push(...resumed.failures);
  }
  return { settled, failures };
}

/** Interval at which a server looks for pending messages, for example after the identity vault was unavailable. */
const EVERY_MILLISECONDS = 15_000;

const say = ({ failures }: Resumed): void => {
  if (failures.length === 0) return;
  const kinds = new Set(failures.map((error) => (error instanceof Error ? error.name : typeof error)));
  logger.warn(
    `${failures.length} received messages could not be processed yet (${[...kinds].join(', ')}); they are kept and retried`,
  );
};

/** Retries pending messages, now and at intervals, until `stop`. */
export function keepResuming(
  context: INestApplicationContext,
  retries: readonly RetryCommand[],
): { stop(): Promise<void> } {
  const round = () =>
    resumeAll(context, retries)
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

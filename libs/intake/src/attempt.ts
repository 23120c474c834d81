import { isTransientInPostgres } from '@regieboek/eventing';
import { isRefusal, Refusal } from '@regieboek/kernel';
import { type Fault, ReadingFailed } from '@regieboek/platform';
import type { MessageStore } from './store/message-store.js';
import { Refused } from './refused.js';

/** The message is parked: it is not read before somebody says so. */
export class Parked extends Refusal {
  override readonly name = 'Parked';
  constructor(faults: readonly Fault[]) {
    super('parked', 'conflict', 'the message is parked: see regieboek parked list', { faults });
  }
}

/** Whether the fault is in a process, a database or a log and passes, so that it says nothing about the message. */
const isOutside = (error: unknown): boolean =>
  isTransientInPostgres(error) || (isRefusal(error) && (error.kind === 'unavailable' || error.kind === 'changed'));

/** Why an attempt failed, without anything of the message. */
const reasonOf = (error: unknown): string =>
  error instanceof ReadingFailed
    ? error.message
    : `it cannot be taken in (${error instanceof Error ? error.name : typeof error}): see the log of the process`;

/**
 * Takes in a message that is kept, as an attempt that is counted before it begins. Throws Parked, with `work` not
 * begun, after too many attempts; otherwise what `work` throws.
 */
export async function attempt<Result>(
  messages: MessageStore,
  id: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const { attempts } = messages;
  const parked = await attempts.begin(id);
  if (parked) throw new Parked(parked);
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) throw error;
    // The failure itself is thrown, also when the database is away and cannot take a note of it.
    if (isOutside(error)) await attempts.takeBack(id).catch(() => undefined);
    else await attempts.failed(id, reasonOf(error)).catch(() => undefined);
    throw error;
  }
}

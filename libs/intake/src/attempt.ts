import { isTransientInPostgres } from '@regieboek/eventing';
import { isRefusal, Refusal } from '@regieboek/kernel';
import { type Fault, ReadingFailed } from '@regieboek/platform';
import type { MessageStore, ReceivedMessage } from './store/message-store.js';
import { Refused, RefusedToSender } from './refused.js';

/** The message is parked: it is not read until a person retries it. */
export class Parked extends Refusal {
  override readonly name = 'Parked';
  constructor(faults: readonly Fault[]) {
    super('parked', 'conflict', 'the message is parked: run regieboek parked list', { faults });
  }
}

/** Whether the fault is temporary and outside the message: in a process, a database or a log. */
const isOutside = (error: unknown): boolean =>
  isTransientInPostgres(error) || (isRefusal(error) && (error.kind === 'unavailable' || error.kind === 'changed'));

/** Why an attempt failed, without any content of the message. */
const reasonOf = (error: unknown): string =>
  error instanceof ReadingFailed
    ? error.message
    : `it cannot be processed (${error instanceof Error ? error.name : typeof error}): see the log of the process`;

/**
 * Processes a stored message as one attempt, counted before it starts; that of a new message when it was stored. Throws Parked without starting `work` after too
 * many attempts; otherwise throws what `work` throws.
 */
export async function attempt<Result>(
  messages: MessageStore,
  { id, isNew }: ReceivedMessage,
  work: () => Promise<Result>,
): Promise<Result> {
  const { attempts } = messages;
  const parked = isNew ? null : await attempts.begin(id);
  if (parked) throw new Parked(parked);
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused && !(error instanceof RefusedToSender)) throw error;
    // Throw the failure itself, even when the database is down and cannot record it.
    if (isOutside(error) || error instanceof RefusedToSender) await attempts.takeBack(id).catch(() => undefined);
    else await attempts.failed(id, reasonOf(error)).catch(() => undefined);
    throw error;
  }
}

import type { Fault } from '../http/problem.js';
import type { MessageStore } from './message-store.js';
import { Refused } from './refused.js';

/** What became of a received message or file. */
export type TakenIn =
  | { readonly status: 'processed'; readonly message: string; readonly region: string | null; readonly events: number }
  | { readonly status: 'unchanged'; readonly message: string; readonly region: string | null }
  | { readonly status: 'refused'; readonly message: string; readonly faults: readonly Fault[] };

/** What recording a message led to; its region is null when it is about several. */
export interface RecordedMessage {
  readonly region: string | null;
  readonly events: number;
}

/** A message or file as received. */
export interface Incoming {
  readonly body: Uint8Array;
  readonly kind: string;
}

/**
 * Takes in a message: it is kept first, then `record` records what it says or throws Refused with every fault, and what
 * became of it is noted. The same message again changes nothing; a refused one is tried again.
 */
export async function takeIn(
  messages: MessageStore,
  { body, kind }: Incoming,
  record: (id: string) => Promise<RecordedMessage>,
): Promise<TakenIn> {
  const { id, status, region } = await messages.receive(body, kind);
  if (status === 'processed') return { status: 'unchanged', message: id, region };
  try {
    const recorded = await record(id);
    const { events } = recorded;
    await messages.settle(id, { status: 'processed', region: recorded.region, faults: [], result: { events } });
    return { status: 'processed', message: id, ...recorded };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await messages.settle(id, { status: 'refused', region: null, faults: error.faults, result: null });
    return { status: 'refused', message: id, faults: error.faults };
  }
}

import { traced, type Fault } from '@regieboek/platform';
import type { MessageStore, ReceivedMessage, SentAnswer } from './store/message-store.js';
import { attempt, Parked } from './attempt.js';
import { Refused } from './refused.js';

/** What a message is answered with. */
export interface GivenAnswer {
  /** Name of the answer, such as `JW306`. */
  readonly type: string;
  /** Whether what the message says was recorded; otherwise the answer refuses it as a whole. */
  readonly accepted: boolean;
}

/** An answer that was given, and the faults that it refuses the message for. */
export interface Answered extends GivenAnswer {
  readonly faults: readonly Fault[];
}

/** What became of a received message or file; `answer` for messages that are answered. */
export type TakenIn =
  | {
      readonly status: 'processed';
      readonly message: string;
      readonly region: string | null;
      readonly events: number;
      readonly answer?: Answered;
    }
  | {
      readonly status: 'unchanged';
      readonly message: string;
      readonly region: string | null;
      readonly answer?: Answered;
    }
  | { readonly status: 'refused'; readonly message: string; readonly faults: readonly Fault[] };

/** What recording a message led to; its region is null when it is about several. */
export interface RecordedMessage {
  readonly region: string | null;
  readonly events: number;
  readonly answer?: Answered & SentAnswer;
}

/** A message or file as received. */
export interface Incoming {
  readonly body: Uint8Array;
  readonly kind: string;
}

const hasAnswer = (result: unknown): result is { readonly answer: GivenAnswer } =>
  typeof result === 'object' && result !== null && 'answer' in result;

/** What is told on a repeat of a message that was taken in: the same answer. */
const unchanged = ({ id, region, result, faults }: ReceivedMessage): TakenIn => ({
  status: 'unchanged',
  message: id,
  region,
  ...(hasAnswer(result) ? { answer: { ...result.answer, faults } } : {}),
});

/** Notes what a message led to; when another process answered it meanwhile, that answer stands. */
async function settle(messages: MessageStore, id: string, recorded: RecordedMessage): Promise<TakenIn> {
  const { region, events, answer } = recorded;
  const faults = answer?.faults ?? [];
  const given = answer && { type: answer.type, accepted: answer.accepted };
  const result = given ? { events, answer: given } : { events };
  const isFirst = await messages.settle(id, { status: 'processed', region, faults, result, answer });
  const standing = isFirst ? undefined : await messages.find(id);
  if (standing) return unchanged(standing);
  return { status: 'processed', message: id, region, events, ...(given ? { answer: { ...given, faults } } : {}) };
}

/** Notes what a message led to, and its answer; gives what became of it. */
export type Note = (recorded: RecordedMessage) => Promise<TakenIn>;

/**
 * Takes in a message: it is kept first, then `record` records what it says and has it noted, or throws Refused with every
 * fault. The same message again changes nothing and has the same answer; one that was
 * refused without an answer is tried again. One that is parked is refused with the reason, and not read.
 */
export function takeIn(
  messages: MessageStore,
  { body, kind }: Incoming,
  record: (id: string, note: Note) => Promise<TakenIn>,
): Promise<TakenIn> {
  const takeInOnce = async (): Promise<TakenIn> => {
    const received = await messages.receive(body, kind);
    const { id } = received;
    if (received.status === 'processed') return unchanged(received);
    try {
      return await attempt(messages, id, () => record(id, (recorded) => settle(messages, id, recorded)));
    } catch (error) {
      if (error instanceof Parked) return { status: 'refused', message: id, faults: error.faults };
      if (!(error instanceof Refused)) throw error;
      return refuse(messages, id, error.faults);
    }
  };
  return traced('import', { kind }, () => messages.inTurn(body, takeInOnce));
}

/** Notes that a message is refused; when another process answered it meanwhile, that answer stands. */
async function refuse(messages: MessageStore, id: string, faults: readonly Fault[]): Promise<TakenIn> {
  const isFirst = await messages.settle(id, { status: 'refused', region: null, faults, result: null });
  const standing = isFirst ? undefined : await messages.find(id);
  return standing ? unchanged(standing) : { status: 'refused', message: id, faults };
}

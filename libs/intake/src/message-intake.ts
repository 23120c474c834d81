import { regionFault, traced, type Fault } from '@regieboek/platform';
import type { MessageStore, ReceivedMessage, SentAnswer } from './store/message-store.js';
import { attempt, Parked } from './attempt.js';
import { Refused } from './refused.js';

/** The answer to a message. */
export interface GivenAnswer {
  /** Name of the answer, such as `JW306`. */
  readonly type: string;
  /** True when the content was recorded; false when the answer refuses the message as a whole. */
  readonly accepted: boolean;
}

/** An answer with the faults for which it refuses the message. */
export interface AnswerWithFaults extends GivenAnswer {
  readonly faults: readonly Fault[];
}

/** Outcome of a received message or file; `answer` only for messages that get one. */
export type IntakeResult =
  | {
      readonly status: 'processed';
      readonly message: string;
      readonly region: string | null;
      readonly events: number;
      readonly answer?: AnswerWithFaults;
    }
  | {
      readonly status: 'unchanged';
      readonly message: string;
      readonly region: string | null;
      readonly answer?: AnswerWithFaults;
    }
  | { readonly status: 'refused'; readonly message: string; readonly faults: readonly Fault[] };

/** Result of recording a message; `region` is null when the message concerns several regions. */
export interface RecordedMessage {
  readonly region: string | null;
  readonly events: number;
  readonly answer?: AnswerWithFaults & SentAnswer;
  /** Youths of the region in it by BSN, as far as they are known already. */
  readonly youths?: ReadonlyMap<string, string>;
}

/** A message or file as received. */
export interface Incoming {
  readonly body: Uint8Array;
  readonly kind: string;
}

const hasAnswer = (result: unknown): result is { readonly answer: GivenAnswer } =>
  typeof result === 'object' && result !== null && 'answer' in result;

/** Outcome for a repeated message: the answer that was given before. */
const unchanged = ({ id, region, result, faults }: ReceivedMessage): IntakeResult => ({
  status: 'unchanged',
  message: id,
  region,
  ...(hasAnswer(result) ? { answer: { ...result.answer, faults } } : {}),
});

/** The outcome of a message that was processed before; refused when its region is one for which the sender has no role. */
export function knownTo<Result>(
  received: ReceivedMessage,
  outcome: (received: ReceivedMessage) => Result,
  action: Parameters<typeof regionFault>[0] = 'import-messages',
): Result | { readonly status: 'refused'; readonly message: string; readonly faults: readonly Fault[] } {
  const { id, region } = received;
  const other = region === null ? undefined : regionFault(action, region, 'message');
  return other ? { status: 'refused', message: id, faults: [other] } : outcome(received);
}

/** Stores the outcome of a message; if another process answered it meanwhile, that answer is kept. */
async function settle(
  messages: MessageStore,
  { id, body }: { readonly id: string; readonly body: Uint8Array },
  recorded: RecordedMessage,
): Promise<IntakeResult> {
  const { region, events, answer, youths } = recorded;
  const faults = answer?.faults ?? [];
  const given = answer && { type: answer.type, accepted: answer.accepted };
  const result = given ? { events, answer: given } : { events };
  const isFirst = await messages.settle(id, { status: 'processed', region, faults, result, answer, body, youths });
  const standing = isFirst ? undefined : await messages.find(id);
  if (standing) return unchanged(standing);
  return { status: 'processed', message: id, region, events, ...(given ? { answer: { ...given, faults } } : {}) };
}

/** Stores the outcome of a message and its answer; returns the outcome. */
export type StoreOutcome = (recorded: RecordedMessage) => Promise<IntakeResult>;

/**
 * Processes a message: stores it first, then calls `record`, which records the content and stores the outcome, or
 * throws Refused with every fault. The same message again changes nothing and gets the same answer; a message that was
 * refused without an answer is tried again. A parked message is refused with the reason, and not read.
 */
export function processReceived(
  messages: MessageStore,
  { body, kind }: Incoming,
  record: (id: string, note: StoreOutcome) => Promise<IntakeResult>,
): Promise<IntakeResult> {
  const processOnce = async (): Promise<IntakeResult> => {
    const received = await messages.receive(body, kind);
    const { id } = received;
    if (received.status === 'processed') return knownTo(received, unchanged);
    try {
      return await attempt(messages, id, () => record(id, (recorded) => settle(messages, { id, body }, recorded)));
    } catch (error) {
      if (error instanceof Parked) return { status: 'refused', message: id, faults: error.faults };
      if (!(error instanceof Refused)) throw error;
      return refuse(messages, { id, body }, error.faults);
    }
  };
  return traced('import', { kind }, () => messages.inTurn(body, processOnce));
}

/** Stores the refusal of a message; if another process answered it meanwhile, that answer is kept. */
async function refuse(
  messages: MessageStore,
  { id, body }: { readonly id: string; readonly body: Uint8Array },
  faults: readonly Fault[],
): Promise<IntakeResult> {
  const isFirst = await messages.settle(id, { status: 'refused', region: null, faults, result: null, body });
  const standing = isFirst ? undefined : await messages.find(id);
  return standing ? unchanged(standing) : { status: 'refused', message: id, faults };
}

import { regionFault, traced, type Fault } from '@regieboek/platform';
import type { MessageStore, ReceivedMessage, SentAnswer } from './store/message-store.js';
import { attempt, Parked } from './attempt.js';
import { Refused, RefusedToSender } from './refused.js';

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

/**
 * Whether a message that is refused to a sender of no role in its region stays as it is: somebody sent it before, and it is
 * retried by itself. One that is new is not, or it would be retried without that refusal.
 */
export const leavesForOthers = ({ status, isNew }: ReceivedMessage): boolean => status === 'received' && !isNew;

type Action = Parameters<typeof regionFault>[0];

/** Fault of a message that was received before, when that was in a region that the sender has no role for. */
export const regionFaultOf = ({ region }: ReceivedMessage, action: Action): Fault | undefined =>
  region === null ? undefined : regionFault(action, region, 'message');

/**
 * What is said of a message that was received before, without reading it again: what became of it when it was processed, and a
 * refusal, which changes nothing of it, when it is of a region that the sender has no role for. Undefined: it is to be read.
 */
export function knownTo<Result>(
  received: ReceivedMessage,
  outcome: (received: ReceivedMessage) => Result,
  action: Action = 'import-messages',
): Result | { readonly status: 'refused'; readonly message: string; readonly faults: readonly Fault[] } | undefined {
  const other = regionFaultOf(received, action);
  if (other) return { status: 'refused', message: received.id, faults: [other] };
  return received.status === 'processed' ? outcome(received) : undefined;
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
    const known = knownTo(received, unchanged);
    if (known) return known;
    try {
      return await attempt(messages, received, () =>
        record(id, (recorded) => settle(messages, { id, body }, recorded)),
      );
    } catch (error) {
      if (error instanceof Parked) return { status: 'refused', message: id, faults: error.faults };
      if (!(error instanceof Refused)) throw error;
      if (error instanceof RefusedToSender && leavesForOthers(received))
        return { status: 'refused', message: id, faults: error.faults };
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
  return (standing && knownTo(standing, unchanged)) ?? { status: 'refused', message: id, faults };
}

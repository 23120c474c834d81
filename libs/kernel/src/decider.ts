import type { Sentence } from './language.js';

/** Why a command was refused: a code for machines and a sentence for people. Nothing was recorded. */
export class Rejection<Code extends string = string> {
  constructor(
    readonly code: Code,
    readonly message: string,
    /** The message in Dutch, where it has one. */
    readonly inDutch?: string,
  ) {}
}

/** Refuses a command. */
export const reject = <Code extends string>(code: Code, text: string | Sentence): Rejection<Code> =>
  typeof text === 'string' ? new Rejection(code, text) : new Rejection(code, text.en, text.nl);

/** True when `decide` refused the command. */
export const isRejection = (outcome: unknown): outcome is Rejection => outcome instanceof Rejection;

/**
 * An aggregate as two pure functions. `decide` never throws, awaits, reads a clock or creates an id; a repeated
 * command returns `[]`. `evolve` is total over every event ever written.
 */
export interface Decider<State, Command, Event, Refusal extends string> {
  /** Middle part of the stream name `<region>.<category>-<id>`. */
  readonly category: string;
  readonly initial: State;
  decide(command: Command, state: State): readonly Event[] | Rejection<Refusal>;
  evolve(state: State, event: Event): State;
}

/** State after `events`, in order. */
export const fold = <State, Command, Event, Refusal extends string>(
  decider: Decider<State, Command, Event, Refusal>,
  events: Iterable<Event>,
): State => {
  let state = decider.initial;
  for (const event of events) state = decider.evolve(state, event);
  return state;
};

/** Marks a branch that the types say cannot be reached. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}

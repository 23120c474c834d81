import { fold, isRejection, type Decider } from '../decider.js';

/** Outcome of a decider, with assertions. Each throws when the outcome differs. */
export interface Outcome<Event> {
  then(...expected: Event[]): void;
  thenNothing(): void;
  thenRejected(code: string): void;
}

const show = (value: unknown): string => JSON.stringify(value, null, 2);

function expectEqual(actual: unknown, expected: unknown): void {
  if (show(actual) !== show(expected)) throw new Error(`expected ${show(expected)}\nbut got ${show(actual)}`);
}

/** `given(decider, ...events).when(command).then(...events)`: a test of an aggregate that reads as a sentence. */
export const given = <State, Command, Event, Refusal extends string>(
  decider: Decider<State, Command, Event, Refusal>,
  ...events: Event[]
) => ({
  when(command: Command): Outcome<Event> {
    const outcome = decider.decide(command, fold(decider, events));
    return {
      then: (...expected) => expectEqual(outcome, expected),
      thenNothing: () => expectEqual(outcome, []),
      thenRejected: (code) => expectEqual(isRejection(outcome) ? outcome.code : outcome, code),
    };
  },
});

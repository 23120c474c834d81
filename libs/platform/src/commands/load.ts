import type { Decider } from '@regieboek/kernel';
import { decode, type DomainEvent } from '@regieboek/events';
import { eventId, type EventLog } from '@regieboek/eventing';

/** State of one aggregate with the revision of its last event, 'none' before the first. */
export interface Loaded<State> {
  readonly state: State;
  readonly revision: number | 'none';
}

/** The loaded state, plus the state before a command of which some events are already recorded. */
export interface LoadedFor<State> extends Loaded<State> {
  readonly before: State;
  /** Whether events of the command were found: a process ended while it was carried out. */
  readonly isUnderWay: boolean;
}

/** State of one aggregate, plus its state before a command that may be partly carried out. */
export async function loadFor<State, Command, Event extends DomainEvent, Refusal extends string>(
  log: EventLog,
  decider: Decider<State, Command, Event, Refusal>,
  stream: string,
  commandId: string | null,
): Promise<LoadedFor<State>> {
  let state = decider.initial;
  let before: { readonly state: State } | undefined;
  let revision: number | 'none' = 'none';
  for await (const recorded of log.read(stream)) {
    if (commandId !== null && !before && recorded.id === eventId(decision(commandId, stream, revision), 0))
      before = { state };
    // A stream contains only events of its own aggregate, because only its decider appends to it.
    state = decider.evolve(state, decode(recorded) as Event);
    revision = recorded.revision;
  }
  return { state, revision, before: before ? before.state : state, isUnderWay: before !== undefined };
}

/** State of one aggregate with the revision of its last event. */
export const load = <State, Command, Event extends DomainEvent, Refusal extends string>(
  log: EventLog,
  decider: Decider<State, Command, Event, Refusal>,
  stream: string,
): Promise<Loaded<State>> => loadFor(log, decider, stream, null);

/** Inputs of event ids: the command and the place in the log. */
export const decision = (commandId: string, stream: string, revision: number | 'none'): string =>
  `${commandId}/${stream}@${revision}`;

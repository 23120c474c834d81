import { isRejection, type Decider, type Rejection } from '@regieboek/kernel';
import { validated, type DomainEvent } from '@regieboek/events';
import { eventId, streamName, WrongRevision, type EventLog, type NewEvent } from '@regieboek/eventing';
import { metaNow } from '../logging/request-context.js';
import { traced } from '../logging/traced.js';
import { type Loaded, load, decision } from './load.js';

/** Destination of commands, and the id that identifies them when they are sent again. */
export interface Address {
  readonly region: string;
  readonly id: string;
  readonly commandId: string;
  /** Revision the sender saw (If-Match); another one is refused with WrongRevision. */
  readonly expected?: number | 'none';
}

/** Commands on one stream, decided but not appended. */
export interface Prepared {
  readonly stream: string;
  readonly revision: number | 'none';
  readonly events: readonly NewEvent[];
  /** Refused commands, by their place in the list. */
  readonly rejections: readonly { readonly command: number; readonly rejection: Rejection }[];
}

/** Outcomes of commands: how many events they produced, or why they were refused. Refused: nothing was appended. */
export type Handled =
  | { readonly kind: 'done'; readonly events: number; readonly revision: number | 'none' }
  | { readonly kind: 'refused'; readonly rejections: Prepared['rejections'] };

const ATTEMPTS_MAX = 8;

/** Events for the log: validated, with ids derived from the command and the place in the log. */
const newEvents = (from: string, events: readonly DomainEvent[]): NewEvent[] =>
  events.map((event, index) => ({ id: eventId(from, index), ...validated(event) }));

/** Decides commands on one stream in order, each on the outcome of those before it. Appends nothing. */
export async function prepare<State, Command, Event extends DomainEvent, Refusal extends string>(
  log: EventLog,
  decider: Decider<State, Command, Event, Refusal>,
  commands: readonly Command[],
  { region, id, commandId, expected }: Address,
): Promise<Prepared> {
  const stream = streamName(region, decider.category, id);
  const loaded = await load(log, decider, stream);
  if (expected !== undefined && expected !== loaded.revision)
    throw new WrongRevision(stream, expected, loaded.revision);
  return prepareOn(decider, commands, loaded, { stream, commandId });
}

/** Decides commands in order on a stream that was loaded before. */
export function prepareOn<State, Command, Event extends DomainEvent, Refusal extends string>(
  decider: Decider<State, Command, Event, Refusal>,
  commands: readonly Command[],
  { state: loaded, revision }: Loaded<State>,
  { stream, commandId }: { readonly stream: string; readonly commandId: string },
): Prepared {
  let state = loaded;
  const events: Event[] = [];
  const rejections: { command: number; rejection: Rejection }[] = [];
  commands.forEach((command, index) => {
    const outcome = decider.decide(command, state);
    if (isRejection(outcome)) rejections.push({ command: index, rejection: outcome });
    else {
      for (const event of outcome) state = decider.evolve(state, event);
      events.push(...outcome);
    }
  });
  return { stream, revision, events: newEvents(decision(commandId, stream, revision), events), rejections };
}

/** Appends the prepared events and returns the new revision. Throws WrongRevision when another writer was first. */
export async function commit(log: EventLog, { stream, revision, events }: Prepared): Promise<number | 'none'> {
  if (events.length === 0) return revision;
  return traced(
    'append',
    { stream, events: events.length },
    async () => (await log.append(stream, revision, events, metaNow())).revision,
  );
}

/** Runs `work` again when another writer was first; it has to read before it decides. */
export async function retrying<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof WrongRevision) || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

/**
 * Reads, decides, appends. When another writer was first, decides again on the new state, unless the sender named the revision it
 * saw. Errors of the log propagate. Nothing is appended on an error or a refusal.
 */
export async function handle<State, Command, Event extends DomainEvent, Refusal extends string>(
  log: EventLog,
  decider: Decider<State, Command, Event, Refusal>,
  command: Command,
  address: Address,
): Promise<Handled> {
  const attempt = async (): Promise<Handled> => {
    const prepared = await prepare(log, decider, [command], address);
    if (prepared.rejections.length > 0) return { kind: 'refused', rejections: prepared.rejections };
    return { kind: 'done', events: prepared.events.length, revision: await commit(log, prepared) };
  };
  return address.expected === undefined ? retrying(attempt) : attempt();
}

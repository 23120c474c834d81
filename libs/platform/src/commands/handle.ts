import { fold, isRejection, type Decider, type Rejection } from '@regieboek/kernel';
import { decode, validated, type DomainEvent } from '@regieboek/events';
import { eventId, streamName, WrongRevision, type Appended, type EventLog, type NewEvent } from '@regieboek/eventing';

/** What became of a command: appended (or nothing to append), or refused. */
export type Handled<Refusal extends string> =
  | { readonly kind: 'done'; readonly appended: Appended | null; readonly events: number }
  | { readonly kind: 'refused'; readonly rejection: Rejection<Refusal> };

/** Where a command goes and which id makes it the same command when it is sent again. */
export interface Address {
  readonly region: string;
  readonly id: string;
  readonly commandId: string;
  /** Revision the sender saw (If-Match); another one is refused with WrongRevision. */
  readonly expected?: number | 'none';
}

const ATTEMPTS_MAX = 8;

/** State of one aggregate with the revision of its last event, 'none' before the first. */
export async function load<State, Command, Event extends DomainEvent, Refusal extends string>(
  log: EventLog,
  decider: Decider<State, Command, Event, Refusal>,
  stream: string,
): Promise<{ state: State; revision: number | 'none' }> {
  const events: Event[] = [];
  let revision: number | 'none' = 'none';
  for await (const recorded of log.read(stream)) {
    events.push(decode(recorded) as Event);
    revision = recorded.revision;
  }
  return { state: fold(decider, events), revision };
}

/** Events as the log takes them: checked, with ids that the command determines. */
export const newEvents = (commandId: string, events: readonly DomainEvent[]): NewEvent[] =>
  events.map((event, index) => ({ id: eventId(commandId, index), ...validated(event) }));

/**
 * Reads, decides, appends. When another writer was first, decides again on what it wrote, unless the sender named the
 * revision it saw. Throws what the log throws; nothing is appended then or when the command is refused.
 */
export async function handle<State, Command, Event extends DomainEvent, Refusal extends string>(
  log: EventLog,
  decider: Decider<State, Command, Event, Refusal>,
  command: Command,
  address: Address,
): Promise<Handled<Refusal>> {
  const stream = streamName(address.region, decider.category, address.id);
  for (let attempt = 1; ; attempt += 1) {
    const { state, revision } = await load(log, decider, stream);
    if (address.expected !== undefined && address.expected !== revision) {
      throw new WrongRevision(stream, address.expected, revision);
    }
    const outcome = decider.decide(command, state);
    if (isRejection(outcome)) return { kind: 'refused', rejection: outcome };
    if (outcome.length === 0) return { kind: 'done', appended: null, events: 0 };
    try {
      const appended = await log.append(
        stream,
        revision,
        newEvents(`${address.commandId}/${stream}@${revision}`, outcome),
      );
      return { kind: 'done', appended, events: outcome.length };
    } catch (error) {
      if (!(error instanceof WrongRevision) || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

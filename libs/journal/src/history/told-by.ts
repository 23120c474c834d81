import { decode, type DomainEvent } from '@regieboek/events';
import { toDay, type Day } from '@regieboek/kernel';

/**
 * Business day on which an event was told, by what it says itself: a residence fact the day on which it became known or was
 * withdrawn (`recordedOn`, `withdrawnOn`), an assignment that of its decision, a declaration that of its message. What carries
 * no such day (contracts, birth dates, starts, stops and absences) counts as soon as the log has it: null.
 */
export function toldOn(event: DomainEvent): Day | null {
  switch (event.type) {
    case 'placements.residence-fact-recorded.v1':
    case 'placements.authorisation-recorded.v1':
      return toDay(event.data.recordedOn);
    case 'placements.residence-fact-withdrawn.v1':
      return toDay(event.data.withdrawnOn);
    case 'placements.assignment-decided.v1':
      return toDay(event.data.decidedAt.slice(0, 10));
    case 'finance.declaration-received.v1':
      return toDay(event.data.messageDate);
    default:
      return null;
  }
}

/** Whether an event was told by a business day. Lines and outcome of a declaration go with its head. */
export function isToldBy(recorded: { readonly type: string; readonly data: unknown }, day: Day): boolean {
  const told = toldOn(decode(recorded));
  return told === null || told <= day;
}

/**
 * Business days on which the events of a region were told, asked in order of the log. Lines and outcome of a declaration
 * have the day of its head, which they stand behind.
 */
export class ToldDays {
  readonly #declarations = new Map<string, Day | null>();

  /** Day on which an event was told; null when it says none. */
  of(recorded: { readonly stream: string; readonly type: string; readonly data: unknown }): Day | null {
    const event = decode(recorded);
    const { stream } = recorded;
    const day = toldOn(event);
    if (event.type === 'finance.declaration-received.v1') this.#declarations.set(stream, day);
    return event.type.startsWith('finance.declaration-') ? (this.#declarations.get(stream) ?? null) : day;
  }
}

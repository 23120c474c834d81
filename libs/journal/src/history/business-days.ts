import { decode, type DomainEvent } from '@regieboek/events';
import { toDay, type Day } from '@regieboek/kernel';

/**
 * Business day of an event, from its own data: for a residence fact the day on which it became known or was withdrawn
 * (`recordedOn`, `withdrawnOn`), for an assignment the day of its decision, for a declaration the day of its message.
 * Events without such a day (contracts, birth dates, starts, stops and absences) count as soon as they are in the log:
 * null.
 */
export function businessDayOf(event: DomainEvent): Day | null {
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

/** Whether an event counts by a business day. Lines and outcome of a declaration follow its head. */
export function isReportedBy(recorded: { readonly type: string; readonly data: unknown }, day: Day): boolean {
  const told = businessDayOf(decode(recorded));
  return told === null || told <= day;
}

/**
 * Business days of the events of a region, queried in log order. Lines and outcome of a declaration have the day of its
 * head, which precedes them.
 */
export class BusinessDays {
  readonly #declarations = new Map<string, Day | null>();

  /** Business day of an event; null when it has none. */
  of(recorded: { readonly stream: string; readonly type: string; readonly data: unknown }): Day | null {
    const event = decode(recorded);
    const { stream } = recorded;
    const day = businessDayOf(event);
    if (event.type === 'finance.declaration-received.v1') this.#declarations.set(stream, day);
    return event.type.startsWith('finance.declaration-') ? (this.#declarations.get(stream) ?? null) : day;
  }
}

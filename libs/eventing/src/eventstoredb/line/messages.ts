import { randomUUID } from 'node:crypto';
import type { ProposedEvent, StoredEvent } from '../event-store-client.js';
import { dataOf, partIn } from '../index-record/part.js';
import type { Part } from '../index-record/part.js';

/** A turn that is passed on, with the state of the region, so that the next member need not read it. */
export interface Passing {
  readonly kind: 'turn-passed';
  readonly member: string;
  readonly ticket: number;
  /** True when its owner rejoins at the end of the line. */
  readonly stays: boolean;
  /** Appends made in the turn. */
  readonly appends: number;
  /** Head of the region and the streams of the events written in the turn. */
  readonly head: number;
  readonly part: Part | undefined;
}

/**
 * Messages between the writers of one region. A ticket is the number of the message that gave its owner a place in line.
 *
 * - `place-taken`: the member joins at the end of the line;
 * - `turn-passed`: the owner of the ticket leaves its place;
 * - `places-lost`: the owners of the tickets were silent for too long; all others answer at once that they are alive;
 * - `still-here`: the member is alive.
 */
export type Message =
  | { readonly kind: 'place-taken' | 'still-here'; readonly member: string }
  | { readonly kind: 'places-lost'; readonly tickets: readonly number[] }
  | Passing;

/** Content of a message. */
type Said = Readonly<Partial<Record<'member' | 'tickets' | Exclude<keyof Passing, 'kind'>, unknown>>>;

const metadata = new TextEncoder().encode('{}');

/** The message as an event of the stream beside the region. */
export function eventOf({ kind, ...said }: Message): ProposedEvent {
  const data = 'part' in said && said.part ? { ...said, part: dataOf(said.part) } : said;
  return { id: randomUUID(), type: kind, data, metadata };
}

/** Number of messages that the server is asked to keep per stream. */
const KEPT = 1_000;

/** Metadata to set on such a stream. */
export const limit = (): ProposedEvent => ({
  id: randomUUID(),
  type: '$metadata',
  data: { $maxCount: KEPT },
  metadata,
});

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);

/** The message in an event; undefined when it is not one, for example one of a later version. */
export function messageIn({ type, data }: StoredEvent): Message | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const said: Said = data;
  const { member, tickets } = said;
  if (type === 'turn-passed') return passingIn(said);
  if (type === 'places-lost')
    return Array.isArray(tickets) && tickets.every(isNumber) ? { kind: type, tickets } : undefined;
  if (type !== 'place-taken' && type !== 'still-here') return undefined;
  return isText(member) ? { kind: type, member } : undefined;
}

function passingIn({ member, ticket, stays, appends, head, part }: Said): Passing | undefined {
  if (!isText(member) || !isNumber(ticket) || !isNumber(appends) || !isNumber(head)) return undefined;
  return { kind: 'turn-passed', member, ticket, stays: stays === true, appends, head, part: partIn(part) };
}

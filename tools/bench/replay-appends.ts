import type { JournalledEvent } from '@regieboek/journal';
import { REGION } from './replay-contracts.ts';
import { MONTHS } from './replay-extent.ts';
import { benchEvents } from './replay-events.ts';

const APPEND_EVENTS = 500;

/** Events that are appended together. */
export interface Append {
  readonly stream: string;
  readonly events: readonly JournalledEvent[];
}

const streamOf = ({ stream, type }: JournalledEvent): string =>
  type.startsWith('finance.') ? stream : `${REGION}.youth-all`;

/**
 * The first events of the bench as appends: those of finance in their own streams, all others in one stream, so that filling
 * is fast.
 */
export function* appendsOf(count: number): Generator<Append> {
  let events: JournalledEvent[] = [];
  let stream = '';
  for (const event of benchEvents({ events: count * 20, months: MONTHS })) {
    if (events.length > 0 && (streamOf(event) !== stream || events.length >= APPEND_EVENTS || event.position > count)) {
      yield { stream, events };
      events = [];
    }
    if (event.position > count) return;
    stream = streamOf(event);
    events.push(event);
  }
}

import { InvalidRequest } from '../event-log.js';
import type { EventSpan } from '../event-log.js';

/** Maximum number of events in a span. */
export const SPAN_EVENTS_MAX = 1_024;

const isNumber = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const inOrder = (one: EventSpan, next: EventSpan): boolean => one.after <= next.after && one.upTo <= next.upTo;

/** Throws InvalidRequest for the first span that `digests` does not accept. */
export function checkSpans(spans: readonly EventSpan[], head: number): void {
  spans.forEach((span, index) => {
    const { after, upTo } = span;
    const place = `Span ${index}, after ${after} up to ${upTo},`;
    const before = spans[index - 1] ?? span;
    const fault =
      !isNumber(after) || !isNumber(upTo) || upTo <= after || upTo - after > SPAN_EVENTS_MAX
        ? `must contain 1 to ${SPAN_EVENTS_MAX} positions`
        : upTo > head
          ? `ends after the last event, at position ${head}`
          : inOrder(before, span)
            ? undefined
            : 'begins or ends before the previous span: pass spans in order';
    if (fault) throw new InvalidRequest([`${place} ${fault}.`]);
  });
}

/** Throws InvalidRequest unless every store compares the type prefix in the same way. */
export function checkPrefix(prefix: string | undefined): void {
  if (prefix === undefined || /^[A-Za-z0-9.-]+$/.test(prefix)) return;
  throw new InvalidRequest([`Type prefix ${JSON.stringify(prefix)} may contain only letters, digits, . and -.`]);
}

/** Groups adjacent spans, so that each group is read at once and no event outside a span is read. */
export function* readTogether(spans: readonly EventSpan[]): Generator<readonly EventSpan[]> {
  let from = 0;
  for (let to = 1; to <= spans.length; to += 1) {
    const [last, next] = [spans[to - 1], spans[to]];
    if (last && next && next.after <= last.upTo) continue;
    yield spans.slice(from, to);
    from = to;
  }
}

import { CONTENT_BYTES_MAX } from '../digests/event-bytes.js';
import { checkPrefix, checkSpans, SPAN_EVENTS_MAX } from '../digests/spans.js';
import type { DigestOptions, EventSpan, SpanDigest } from '../event-log.js';
import type { Statement } from './postgres-client.js';
import type { Reader } from './reader.js';
import { byPosition, gap, type Numbering } from './rows.js';

/** Spans per statement: fewer would add a tenth in planning time; with the largest events, more would exceed the time limit. */
const SPANS_A_STATEMENT = 8;
/**
 * Maximum number of concurrent statements, each on a separate connection, so that several cores can work; half of the pool's
 * connections stay free.
 */
const AT_A_TIME = 4;

/** SQL for the bytes of an event as `EventBytes` writes them; `content` is the bytes of its texts. */
const eventBytes = `pg_catalog.int8send(position) || pg_catalog.int8send(revision) || pg_catalog.int8send(recorded_at_ms)
      || pg_catalog.uuid_send(id) || pg_catalog.int4send(pg_catalog.octet_length(content))
      || case when pg_catalog.octet_length(content) > ${CONTENT_BYTES_MAX} then pg_catalog.sha256(content) else content end`;

/**
 * For each span: event count, digest, and positions of events with types from $4 up to $5, compared bytewise. The LIMIT removes
 * nothing: it keeps the subquery separate, so that contents are computed once, and tells the planner that a span is short;
 * otherwise it would expect thousands of events in each and compile the statement every time.
 */
const text = String.raw`select found.* from unnest($2::bigint[], $3::bigint[]) with ordinality as span (after, up_to, place), lateral (
    select pg_catalog.count(*), pg_catalog.encode(pg_catalog.sha256(pg_catalog.string_agg(${eventBytes}, '')), 'hex'),
      pg_catalog.string_agg(position::text, ',')
        filter (where type operator(pg_catalog.~>=~) $4 and type operator(pg_catalog.~<~) $5)
    from (
      select position, revision, recorded_at_ms, id, type,
        pg_catalog.textsend(stream || e'\n' || type || e'\n' || meta || e'\n' || data) as content
      from log.event where region = $1 and position > span.after and position <= span.up_to order by position limit ${SPAN_EVENTS_MAX}
    ) event
  ) found order by place`;

/** The smallest text that sorts after every text with this prefix. */
const afterPrefix = (prefix: string): string =>
  prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);

const digestStatement = (region: string, spans: readonly EventSpan[], prefix: string | undefined): Statement => ({
  text,
  values: [
    region,
    spans.map(({ after }) => after),
    spans.map(({ upTo }) => upTo),
    ...(prefix === undefined ? [null, null] : [prefix, afterPrefix(prefix)]),
  ],
});

/** Finds the first missing position of a span, and the next existing one. */
const missingStatement = (region: string, { after, upTo }: EventSpan): Statement => ({
  text: `select missing, (select min(position) from log.event where region = $1 and position > missing)
    from generate_series($2::bigint + 1, $3::bigint) missing
    where not exists (select from log.event where region = $1 and position = missing) order by missing limit 1`,
  values: [region, after, upTo],
});

/** Results in order, computed some steps ahead of the consumer; when the consumer stops early, no more work is started. */
async function* ahead<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  for (const item of items) {
    const begun = work(item);
    // A reader that stops early never awaits it; its error must not become an unhandled rejection.
    begun.catch(() => undefined);
    underWay.push(begun);
    const first = underWay.length >= AT_A_TIME ? underWay.shift() : undefined;
    if (first) yield await first;
  }
  for (const left of underWay) yield await left;
}

/** Digests computed by PostgreSQL, where the events are: EventLog.digests. */
export async function* digestsIn(
  reader: Reader,
  region: string,
  spans: readonly EventSpan[],
  { typePrefix }: DigestOptions = {},
): AsyncGenerator<SpanDigest> {
  const numbering = byPosition(region);
  checkPrefix(typePrefix);
  checkSpans(spans, await reader.head(numbering, 0));
  const groups = Array.from({ length: Math.ceil(spans.length / SPANS_A_STATEMENT) }, (_, group) =>
    spans.slice(group * SPANS_A_STATEMENT, (group + 1) * SPANS_A_STATEMENT),
  );
  const made = (group: readonly EventSpan[]) => reader.query(digestStatement(region, group, typePrefix), region);
  let next = 0;
  for await (const rows of ahead(groups, made))
    for (const [count, digest, ofType] of rows) {
      const span = spans[next];
      next += 1;
      if (!span) return;
      if (Number(count) !== span.upTo - span.after) throw await gapIn(reader, numbering, span);
      yield {
        ...span,
        digest: Buffer.from(digest ?? '', 'hex'),
        ofType: (ofType ?? '').split(',').filter(Boolean).map(Number),
      };
    }
}

async function gapIn(reader: Reader, numbering: Numbering, span: EventSpan): Promise<Error> {
  const [row] = await reader.query(missingStatement(numbering.region, span), numbering.region);
  const missing = Number(row?.[0] ?? span.after + 1);
  return gap(numbering, missing, Number(row?.[1] ?? span.upTo + 1));
}

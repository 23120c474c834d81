/**
 * Events on a feed: CloudEvents 1.0 in JSON, according to the NL GOV profile for CloudEvents (Logius): `type` is the event type
 * after the reverse domain name, `source` a URN, `subject` the pseudonymous id, `sequence` the position in the region.
 */
import type { Recorded } from '../event-log.js';
import type { FeedPlace } from './feed.js';

const DOMAIN = 'nl.regieboek';
const SEQUENCE_DIGITS = 16;

/** Default URN of the sender; an organisation may set its own, such as `urn:nld:oin:00000001003214345000:systeem:regieboek`. */
export const DEFAULT_SOURCE = 'urn:regieboek';

/** The value of a record is not an event that this version can read; `reason` says why without quoting the content. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';
  constructor(reason: string) {
    super(`The record is not an event of Regieboek: ${reason}.`);
  }
}

/** Position as 16 digits, so that text order equals numeric order; required by the CloudEvents extension `sequence`. */
const sequenceOf = (position: number): string => String(position).padStart(SEQUENCE_DIGITS, '0');

const subjectOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** W3C trace context derived from the event id, so that consumers can correlate their records. */
function traceparentOf(id: string): string {
  const hex = id.replaceAll('-', '');
  return `00-${hex}-${hex.slice(0, 16)}-00`;
}

/** JSON text of the CloudEvent of an event; `previous` is the position of the record before it (see FeedPlace). */
export const cloudEventOf = (event: Recorded, previous: number, source = DEFAULT_SOURCE): string =>
  JSON.stringify({
    specversion: '1.0',
    id: event.id,
    source: `${source}:${event.region}`,
    type: `${DOMAIN}.${event.type}`,
    subject: subjectOf(event.stream),
    time: event.recordedAt,
    datacontenttype: 'application/json',
    dataschema: `urn:regieboek:${event.type}`,
    traceparent: traceparentOf(event.id),
    sequence: sequenceOf(event.position),
    previous: sequenceOf(previous),
    stream: event.stream,
    revision: event.revision,
    eventmeta: JSON.stringify(event.meta),
    data: event.data,
  });

function parse(value: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw new UnreadableRecord('it is no JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new UnreadableRecord('it is not a JSON object');
  }
  return parsed as Record<string, unknown>;
}

function textIn(fields: Record<string, unknown>, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new UnreadableRecord(`${name} is missing`);
}

function metaIn(fields: Record<string, unknown>): Record<string, string> {
  const values = parse(textIn(fields, 'eventmeta'));
  if (Object.values(values).every((value) => typeof value === 'string')) return values as Record<string, string>;
  throw new UnreadableRecord('eventmeta contains values that are not text');
}

/** Decodes the event in a record. Throws UnreadableRecord. The consumer decides whether it knows the type. */
export function eventIn(value: string, { region, position }: FeedPlace): Recorded {
  const fields = parse(value);
  const type = textIn(fields, 'type');
  const { revision, data } = fields;
  if (!type.startsWith(`${DOMAIN}.`)) throw new UnreadableRecord(`type does not begin with ${DOMAIN}`);
  if (textIn(fields, 'sequence') !== sequenceOf(position))
    throw new UnreadableRecord('sequence differs from its position');
  if (typeof revision !== 'number' || data === undefined) throw new UnreadableRecord('revision or data is missing');
  return {
    region,
    position,
    stream: textIn(fields, 'stream'),
    revision,
    id: textIn(fields, 'id'),
    type: type.slice(DOMAIN.length + 1),
    data,
    meta: metaIn(fields),
    recordedAt: textIn(fields, 'time'),
  };
}

/** Common parts of every record on a topic: the CloudEvent around the data of an event, the key and the headers. */

/** A part of a JSON document, such as a JSON Schema. */
export type JsonObject = Readonly<Record<string, unknown>>;

const REGION = '[A-Za-z0-9][A-Za-z0-9_-]*';
const POSITION = '^[0-9]{16}$';
const described = (description: string, schema: JsonObject): JsonObject => ({ description, ...schema });

/** `<region>.<category>-<id>` as a pattern; any category when none is given. */
export const streamPattern = (category = '[a-z][A-Za-z0-9]*'): string =>
  `^${REGION}\\.${category}-[A-Za-z0-9][A-Za-z0-9._:~-]*$`;

const properties = {
  specversion: described('Version of CloudEvents.', { type: 'string', const: '1.0' }),
  id: described('The same whenever the event is sent again.', { type: 'string', format: 'uuid' }),
  source: described('URN of the sender, followed by the region (jeugdregio).', {
    type: 'string',
    pattern: `^urn:\\S+:${REGION}$`,
  }),
  type: described('Type and version of the event behind the reverse domain name.', { type: 'string' }),
  subject: described('The thing it is about, by a pseudonym or a code: never a BSN or a name.', {
    type: 'string',
    minLength: 1,
  }),
  time: described('When it was recorded, UTC.', { type: 'string', format: 'date-time' }),
  datacontenttype: { type: 'string', const: 'application/json' },
  dataschema: described('URN of the schema of data, as published in libs/events/schemas.', {
    type: 'string',
    format: 'uri',
  }),
  traceparent: described('W3C Trace Context, the same whenever the event is sent again.', {
    type: 'string',
    pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-00$',
  }),
  sequence: described('Place in the region, 16 digits: sorts as text the way it counts.', {
    type: 'string',
    pattern: POSITION,
  }),
  previous: described(
    'Sequence of the record before it of the same region and partition; zeros when it is the first.',
    {
      type: 'string',
      pattern: POSITION,
    },
  ),
  stream: described('The history it belongs to: <region>.<category>-<id>.', {
    type: 'string',
    pattern: streamPattern(),
    maxLength: 255,
  }),
  revision: described('Place in the stream, counted from 0 without a gap.', { type: 'integer', minimum: 0 }),
  eventmeta: described('What the append said about itself: a JSON object of texts, as text.', {
    type: 'string',
    contentMediaType: 'application/json',
  }),
  data: described('What happened; see the schema of each event.', { type: 'object' }),
};

/** Schema of the CloudEvent of every event. Other attributes may be added: consumers ignore them. */
export const cloudEventSchema: JsonObject = {
  title: 'CloudEvent 1.0 by the NL GOV profile, in structured JSON',
  type: 'object',
  properties,
  required: Object.keys(properties),
};

/** Schema of the headers of a record. */
export const headersSchema: JsonObject = {
  type: 'object',
  properties: {
    'content-type': { type: 'string', const: 'application/cloudevents+json; charset=UTF-8' },
    place: described(
      'Region, place in the region and place of the record before it in the partition: a consumer that expected another one missed a record.',
      { type: 'string', pattern: `^${REGION} [0-9]{1,16} [0-9]{1,16}$` },
    ),
  },
  required: ['content-type', 'place'],
};

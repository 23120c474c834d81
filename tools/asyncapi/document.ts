/** The AsyncAPI 3.0 document: the records that Regieboek sends on Kafka, for their consumers. */
import type { DomainEvent } from '@regieboek/events';
import { cloudEventSchema, headersSchema, type JsonObject } from './envelope.ts';
import { dataSchema, events, messageOf, messageReference } from './messages.ts';

/** Inputs of the document besides the declarations of the events. */
export interface DocumentSource {
  /** Version of the product. */
  readonly version: string;
  /** Default number of partitions of a topic. */
  readonly partitions: number;
  /** An example of every event. */
  readonly golden: (type: DomainEvent['type']) => DomainEvent;
}

const contexts = [
  { name: 'contracts', about: 'Regions, contracts and tariffs (jeugdregio’s, contracten en tarieven).' },
  { name: 'placements', about: 'Youths under a pseudonym, residence facts, assignments and care (plaatsingen).' },
  { name: 'finance', about: 'Declarations and how they were decided (declaraties).' },
] as const;

const description = `Every event of the ledger is a CloudEvent 1.0 by the NL GOV profile, one per record, on the topic of the
context that recorded it. What a consumer counts on:

- The key is the stream: the events of one stream are in one partition, in order. Between streams of a region,
  \`sequence\` gives the order of recording.
- Records come at least once. The same \`id\` and \`sequence\` is the same event.
- Nothing is skipped unseen: every record names the record before it of its region and partition (\`previous\`, and the
  header \`place\`). A consumer that applied another one has a gap.
- Topics keep their records for ever; a topic is a copy of the log and can be filled again from it.
- The data holds pseudonyms, codes, days and cents: never a BSN, a name or free text about a child. A pseudonym is
  personal data all the same (AVG).
- A type and its schema never change. A change of meaning is a type with a higher version.`;

const eventsOf = (context: string) => events.filter(({ type }) => type.startsWith(`${context}.`));

const entries = <Value>(values: readonly (readonly [string, Value])[]) => Object.fromEntries(values);

function channelOf({ name, about }: (typeof contexts)[number], partitions: number): JsonObject {
  return {
    address: `regieboek.${name}`,
    title: `Events of ${name}`,
    description: about,
    servers: [{ $ref: '#/servers/kafka' }],
    messages: entries(eventsOf(name).map(({ type }) => [type, messageReference(type)])),
    bindings: {
      kafka: { partitions, topicConfiguration: { 'retention.ms': -1 }, bindingVersion: '0.5.0' },
    },
  };
}

const operationOf = ({ name }: (typeof contexts)[number]): JsonObject => ({
  action: 'send',
  title: `${name} publishes what it recorded`,
  channel: { $ref: `#/channels/${name}` },
  messages: eventsOf(name).map(({ type }) => ({ $ref: `#/channels/${name}/messages/${type}` })),
  bindings: {
    kafka: { clientId: { type: 'string', const: `regieboek.${name}` }, bindingVersion: '0.5.0' },
  },
});

const info = (version: string): JsonObject => ({
  title: 'Regieboek: events',
  version,
  description,
  license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
  tags: [{ name: 'jeugdhulp' }, { name: 'cloudevents' }],
});

const servers: JsonObject = {
  kafka: {
    host: '{brokers}',
    protocol: 'kafka',
    description: 'The Kafka that KAFKA_BROKERS names; TLS and log-in as that installation has them.',
    variables: { brokers: { default: 'kafka:9092', description: 'host:port of a broker' } },
  },
};

/** The document as plain JSON, the same for the same declarations. */
export const asyncApiDocument = ({ version, partitions, golden }: DocumentSource): JsonObject => ({
  asyncapi: '3.0.0',
  id: 'urn:regieboek',
  info: info(version),
  defaultContentType: 'application/cloudevents+json',
  servers,
  channels: entries(contexts.map((context) => [context.name, channelOf(context, partitions)])),
  operations: entries(contexts.map((context) => [`send-${context.name}`, operationOf(context)])),
  components: {
    messages: entries(events.map((one) => [one.type, messageOf(one, golden(one.type))])),
    schemas: {
      cloudEvent: cloudEventSchema,
      headers: headersSchema,
      ...entries(events.map((one) => [one.type, dataSchema(one)])),
    },
  },
});

import { catalogue, cloudEventType, eventSchema, eventTitles, type DomainEvent } from '@regieboek/events';
import { streamPattern, type JsonObject } from './envelope.ts';
import { exampleOf } from './example.ts';
import { streamKinds } from './streams.ts';

/** Every declared event by its type. */
export const events: readonly (typeof catalogue)[number][] = catalogue;

const reference = (kind: string, name: string): JsonObject => ({ $ref: `#/components/${kind}/${name}` });

/** Reference to a message of the document. */
export const messageReference = (type: string): JsonObject => reference('messages', type);

/** Published schema of the data of an event, without the keywords that only a separate file needs. */
export function dataSchema(declaration: (typeof catalogue)[number]): JsonObject {
  const { $schema: _dialect, $id: _id, ...schema } = eventSchema(declaration);
  return schema;
}

/** One event as a message of a topic; `golden` is its example. */
export function messageOf(declaration: (typeof catalogue)[number], golden: DomainEvent): JsonObject {
  const { type } = declaration;
  const { category, id } = streamKinds[type];
  const own = {
    type: 'object',
    properties: {
      type: { const: cloudEventType(declaration) },
      dataschema: { const: eventSchema(declaration)['$id'] },
      stream: { pattern: streamPattern(category) },
      data: reference('schemas', type),
    },
  };
  const key = {
    type: 'string',
    description: `The stream: <region>.${category}-<id>, the id being ${id}.`,
    pattern: streamPattern(category),
  };
  return {
    name: cloudEventType(declaration),
    title: eventTitles[type],
    contentType: 'application/cloudevents+json',
    headers: reference('schemas', 'headers'),
    payload: { allOf: [reference('schemas', 'cloudEvent'), own] },
    bindings: { kafka: { key, bindingVersion: '0.5.0' } },
    examples: [exampleOf(golden)],
  };
}

import type { DomainEvent } from '@regieboek/events';
import { cloudEventOf, eventId, streamName } from '@regieboek/eventing';
import { streamKinds } from './streams.ts';
import type { JsonObject } from './envelope.ts';

const region = 'zhz';
const position = 12;
const previous = 7;

/** A record as sent by the relay, created from the golden example of an event: fictitious, and the same in every run. */
export function exampleOf(event: DomainEvent): JsonObject {
  const { category, example } = streamKinds[event.type];
  const recorded = {
    region,
    position,
    stream: streamName(region, category, example),
    revision: 0,
    id: eventId(`example/${event.type}`, 0),
    type: event.type,
    data: event.data,
    meta: {},
    recordedAt: '2025-04-01T08:30:00.000Z',
  };
  return {
    name: 'golden',
    headers: {
      'content-type': 'application/cloudevents+json; charset=UTF-8',
      place: `${region} ${position} ${previous}`,
    },
    payload: JSON.parse(cloudEventOf(recorded, previous)) as unknown,
  };
}

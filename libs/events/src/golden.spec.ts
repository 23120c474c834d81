import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { catalogue, decode, UnknownEvent, validated, type DomainEvent } from './catalogue.js';
import { eventSchema } from './json-schema.js';

const folder = (name: string): string => join(import.meta.dirname, '..', name);
const names = (name: string): string[] => readdirSync(folder(name)).sort();
const read = (name: string, file: string): unknown => JSON.parse(readFileSync(join(folder(name), file), 'utf8'));
const golden = names('golden').map((file) => [file, read('golden', file) as DomainEvent] as const);
const declared = catalogue.map(({ type }) => `${type}.json`).sort();

/** Required fields of the data of an event. */
const requiredIn = ({ type, data }: DomainEvent): string[] => {
  const { required = [] } = read('schemas', `${type}.json`) as { required?: string[] };
  return Object.keys(data).filter((field) => required.includes(field));
};

/** The event without one of the fields of its data. */
const without = ({ type, data }: DomainEvent, field: string): unknown => ({
  type,
  data: Object.fromEntries(Object.entries(data).filter(([name]) => name !== field)),
});

describe('events written by any version of the product', () => {
  it('have a golden example and a published schema for each version', () => {
    expect(names('golden')).toEqual(expect.arrayContaining(declared));
    expect(names('schemas')).toEqual(declared);
  });

  it.each(golden)('%s is read as it was written (R20)', (_, event) => {
    expect(decode(event)).toEqual(event);
    expect(validated(event)).toBe(event);
  });

  it.each(golden)('%s loses nothing and gains nothing in its schema', (_, event) => {
    const declaration = catalogue.find(({ type }) => type === event.type);
    expect(declaration?.schema.parse(event.data)).toEqual(event.data);
  });

  it.each(golden)('%s meets its published schema, and not without one of its required fields', (_, event) => {
    const published = z.fromJSONSchema(read('schemas', `${event.type}.json`) as Parameters<typeof z.fromJSONSchema>[0]);
    expect(published.safeParse(event.data).success).toBe(true);
    for (const field of requiredIn(event)) {
      const { data } = without(event, field) as { data: unknown };
      expect([field, published.safeParse(data).success]).toEqual([field, false]);
    }
  });

  it.each(golden)('%s is not appended without one of its required fields', (_, event) => {
    for (const field of requiredIn(event))
      expect(() => validated(without(event, field) as DomainEvent)).toThrow(z.ZodError);
  });

  it('require all of their fields except those added later', () => {
    const added = golden.flatMap(([file, event]) =>
      Object.keys(event.data)
        .filter((field) => !requiredIn(event).includes(field))
        .map((field) => `${file} ${field}`),
    );
    expect(added).toEqual([
      'finance.payment-ordered.v1.four-eyes.json fourEyes',
      'finance.period-sealed.v1.four-eyes.json fourEyes',
      'finance.period-sealed.v1.statements.json statements',
      'finance.standing-decision-taken.v1.four-eyes.json fourEyes',
      'placements.youth-erased.v1.four-eyes.json fourEyes',
    ]);
  });

  it('of a newer version stop the reader (R20)', () => {
    expect(() => decode({ type: 'placements.youth-registered.v9', data: {} })).toThrow(UnknownEvent);
  });

  it('describe in their schema the format of a day and a month', () => {
    const received = catalogue.find(({ type }) => type === 'finance.declaration-received.v1');
    expect(received && eventSchema(received)).toMatchObject({
      properties: {
        messageDate: { type: 'string', format: 'date' },
        period: { pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' },
      },
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component, componentsIn, jsonSchemaOf, schemaOrReference } from './json-schema.js';

const street = component('SpecStreet', z.object({ name: z.string() }));
const town = component('SpecTown', z.object({ main: street, streets: z.array(street) }));
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('a JSON Schema', () => {
  it('has the format of days and months, which zod checks in code', () => {
    expect(jsonSchemaOf(z.object({ on: fields.date, in: fields.month }))).toMatchObject({
      properties: {
        on: { type: 'string', format: 'date' },
        in: { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' },
      },
      required: ['on', 'in'],
    });
  });

  it('has no bounds of whole numbers that none of them can pass, and keeps those that were given', () => {
    expect(jsonSchemaOf(z.int())).toEqual({ type: 'integer' });
    expect(jsonSchemaOf(z.int().min(0).max(9))).toEqual({ type: 'integer', minimum: 0, maximum: 9 });
  });

  it('describes what is sent, not what becomes of it', () => {
    const schema = z.object({ size: z.string().transform(Number), count: z.int().default(1) });
    expect(jsonSchemaOf(schema)).toMatchObject({
      properties: { size: { type: 'string' }, count: { type: 'integer', default: 1 } },
      required: ['size'],
    });
  });

  it('of what JSON Schema cannot say allows anything', () => {
    expect(jsonSchemaOf(z.object({ on: z.date() }))).toMatchObject({ properties: { on: {} } });
  });

  it('refers to parts with a name, and is itself written out', () => {
    expect(jsonSchemaOf(town)).toMatchObject({
      properties: {
        main: reference('SpecStreet'),
        streets: { type: 'array', items: reference('SpecStreet') },
      },
    });
    expect(jsonSchemaOf(street)).toMatchObject({ properties: { name: { type: 'string' } } });
  });
});

describe('a named schema', () => {
  it('is referred to where it is used as a whole', () => {
    expect(schemaOrReference(town)).toEqual(reference('SpecTown'));
    expect(schemaOrReference(z.string())).toEqual({ type: 'string' });
  });

  it('is in a description that refers to it, with those that it refers to, and no others', () => {
    component('SpecElsewhere', z.object({}));
    expect(Object.keys(componentsIn({ paths: [reference('SpecTown')] })).sort()).toEqual(['SpecStreet', 'SpecTown']);
    expect(Object.keys(componentsIn({ paths: [reference('SpecStreet')] }))).toEqual(['SpecStreet']);
    expect(componentsIn({ text: 'SpecTown' })).toEqual({});
  });

  it('keeps its name: a second one is refused', () => {
    expect(() => component('SpecStreet', z.string())).toThrow(
      'the schema name SpecStreet is in use: choose another one',
    );
    expect(component('SpecStreet', street)).toBe(street);
  });
});

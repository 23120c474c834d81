import { z } from 'zod';
import { fields } from '@regieboek/events';

/** A JSON Schema (2020-12), as used by OpenAPI 3.1. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema for fields whose checks are in code, which a schema cannot derive: formats that all services use. */
const formats = new Map<unknown, JsonSchema>([
  [fields.date, { format: 'date' }],
  [fields.month, { pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' }],
]);

const named = new Map<string, z.ZodType>();

/** Names a schema, so that API descriptions contain it once. Throws RangeError when the name is in use. */
export function component<Schema extends z.ZodType>(name: string, schema: Schema): Schema {
  const taken = named.get(name);
  if (taken && taken !== schema) throw new RangeError(`the schema name ${name} is in use: choose another one`);
  named.set(name, schema);
  return schema;
}

const nameOf = (schema: unknown): string | undefined => [...named].find(([, one]) => one === schema)?.[0];
const referenceTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** The JSON Schema of the wire format of a zod schema, before its transformations; named parts are references. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const root: unknown = schema;
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const part: unknown = zodSchema;
      Object.assign(jsonSchema, formats.get(part));
      // Integers are always safe integers; their bounds would only lengthen the description.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      const name = part === root ? undefined : nameOf(part);
      if (name === undefined) return;
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      Object.assign(jsonSchema, referenceTo(name));
    },
  });
  return rest;
}

/** A reference when the schema has a name, otherwise the schema itself. */
export function schemaOrReference(schema: z.ZodType): JsonSchema {
  const name = nameOf(schema);
  return name === undefined ? jsonSchemaOf(schema) : referenceTo(name);
}

/** The named schemas that a description refers to, and those that they refer to. */
export function componentsIn(description: unknown): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {};
  for (let before = -1; before < Object.keys(found).length;) {
    before = Object.keys(found).length;
    const text = JSON.stringify([description, found]);
    for (const [name, schema] of named) {
      if (text.includes(`"#/components/schemas/${name}"`)) found[name] = jsonSchemaOf(schema);
    }
  }
  return found;
}

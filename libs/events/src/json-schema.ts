import { z } from 'zod';
import type { EventDeclaration } from './declare.js';
import { date, month } from './fields.js';

/** Reverse domain name in front of every event type on the wire. */
const PREFIX = 'nl.regieboek';

/** Fields that are checked by code, with their equivalent in a schema. */
const formats = new Map<unknown, Readonly<Record<string, string>>>([
  [date, { format: 'date' }],
  [month, { pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' }],
]);

/** CloudEvents type of an event: its type in the log behind the reverse domain name (NL GOV profile for CloudEvents). */
export const cloudEventType = ({ type }: { readonly type: string }): string => `${PREFIX}.${type}`;

/** JSON Schema (2020-12) of the data of one event version, as stored in the log and sent over the wire. */
export function eventSchema(declaration: EventDeclaration<string, z.ZodType>): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(declaration.schema, {
    io: 'input',
    override({ zodSchema, jsonSchema }) {
      // A transformed field appears twice, as a whole and as its input; the whole carries the format.
      Object.assign(jsonSchema, formats.get(zodSchema));
    },
  });
  return { $schema, $id: `urn:regieboek:${declaration.type}`, title: cloudEventType(declaration), ...schema };
}

import { z } from 'zod';

const isType = (schema: unknown): schema is z.ZodType => schema instanceof z.ZodType;

/** A part of a schema, closed; a type that zod declares as its core is always one of its types here. */
function part(schema: unknown): z.ZodType {
  if (!isType(schema)) throw new TypeError('a request schema is not a zod schema');
  return closed(schema);
}

/**
 * The same schema with every object in it closed: an undescribed field is a fault, never ignored. Throws TypeError on an
 * intersection, because neither side knows the fields of the other: describe it as one object.
 */
export function closed(schema: z.ZodType): z.ZodType {
  const keep = { parent: true } as never;
  if (schema instanceof z.ZodObject) {
    const shape = Object.fromEntries(Object.entries(schema.shape).map(([name, one]) => [name, part(one)]));
    return schema.clone({ ...schema.def, shape, catchall: schema.def.catchall ?? z.never() }, keep);
  }
  if (schema instanceof z.ZodIntersection) throw new TypeError('describe an intersection in a request as one object');
  if (schema instanceof z.ZodArray) return schema.clone({ ...schema.def, element: part(schema.def.element) }, keep);
  if (schema instanceof z.ZodPipe) return schema.clone({ ...schema.def, in: part(schema.def.in) }, keep);
  if (schema instanceof z.ZodUnion || schema instanceof z.ZodDiscriminatedUnion)
    return schema.clone({ ...schema.def, options: schema.def.options.map(part) }, keep);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return schema.clone({ ...schema.def, innerType: part(schema.def.innerType) } as never, keep);
  return schema;
}

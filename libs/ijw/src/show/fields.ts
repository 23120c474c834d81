/** A part of a message as read: fields by name. */
export type Fields = object;

/** Value of a field; undefined when the field does not exist. */
export function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, field);
  return found;
}

/** Value at a path of fields; undefined when one of them is not there. */
export const valueAt = (value: unknown, path: readonly string[]): unknown => path.reduce(fieldOf, value);

/** The parts at a path: the items of a list, one part for anything else, none when absent. */
export function partsAt(value: unknown, path: readonly string[]): readonly Fields[] {
  const found = valueAt(value, path);
  const parts: readonly unknown[] = Array.isArray(found) ? found : [found];
  return parts.filter((part) => typeof part === 'object' && part !== null);
}

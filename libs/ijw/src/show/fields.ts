/** A part of a message as read: fields by name. */
export type Fields = object;

/** Value of a field; undefined when there is no such field. */
export function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, field);
  return found;
}

/** Value at a path of fields; undefined when one of them is not there. */
export const valueAt = (value: unknown, path: readonly string[]): unknown => path.reduce(fieldOf, value);

/** The parts at a path: those of a list, one when it is no list, none when it is not there. */
export function partsAt(value: unknown, path: readonly string[]): readonly Fields[] {
  const found = valueAt(value, path);
  const parts: readonly unknown[] = Array.isArray(found) ? found : [found];
  return parts.filter((part) => typeof part === 'object' && part !== null);
}

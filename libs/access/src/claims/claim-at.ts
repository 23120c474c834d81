/**
 * Value at a path of a claim, such as `realm_access.roles`; a claim whose name contains the dots takes precedence. Undefined when
 * there is none.
 */
export function claimAt(claims: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return value;
}

/** Maximum number of values read from one claim: more is a fault of the provider. */
const VALUES_MAX = 500;

/** Texts of a claim: one text, a list, or several separated by spaces; anything else counts as none. */
export function textsOf(value: unknown): readonly string[] {
  const listed = typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value.slice(0, VALUES_MAX) : [];
  return [...new Set(listed.filter((one): one is string => typeof one === 'string' && one !== ''))];
}

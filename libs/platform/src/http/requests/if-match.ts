import { invalid } from '../problems/problem.js';

/**
 * Revision required by an If-Match header; undefined without one, or for any (`*`). `resource` is named in the remedy. Throws a
 * Refusal (invalid).
 */
export function revisionOf(header: string | undefined, resource: string): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const revision = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (revision !== undefined) return Number(revision);
  throw invalid(`If-Match must contain the ETag of the ${resource} exactly as issued`, [
    { place: 'header If-Match', text: 'must be one ETag, such as "3", or *' },
  ]);
}

/** ETag of a revision. */
export const etagOf = (revision: number | 'none'): string => `"${revision}"`;

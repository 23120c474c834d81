/** Part of a request that a schema describes. */
export type Part = 'path' | 'query' | 'body';

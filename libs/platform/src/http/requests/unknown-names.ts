import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { Part } from './part.js';

/** Names as they are compared: `known-at` and `knownat` both resemble `knownAt`. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Longer names are not compared: they are not typing errors. */
const LENGTH_MAX = 40;

/** The known name that a mistyped one most likely meant; undefined when none resembles it. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > LENGTH_MAX) return undefined;
  const [best] = known.map((one) => ({ one, far: distance(plain(name), plain(one)) })).sort((a, b) => a.far - b.far);
  return best && best.far <= Math.ceil(best.one.length / 4) ? best.one : undefined;
}

/** Maximum number of names compared with the known ones; more than this is not a typing error. */
const KEYS_COMPARED = 10;

const nouns: Readonly<Record<Part, string>> = { path: 'part', query: 'parameter', body: 'field' };

/** Names that are allowed there; the name that was sent is not repeated, because it may be personal data. */
function remedy(keys: readonly string[], known: readonly string[]): string {
  const meant = [...new Set(keys.slice(0, KEYS_COMPARED).flatMap((key) => nearest(key, known) ?? []))];
  if (meant.length > 0) return `did you mean ${meant.join(', ')}?`;
  return known.length === 0 ? 'none is supported' : `supported: ${known.join(', ')}`;
}

/** Message for names that a schema does not know; undefined leaves other messages to zod. */
export const unknownNames =
  (part: Part) =>
  ({ code, keys, inst }: z.core.$ZodRawIssue): string | undefined => {
    if (code !== 'unrecognized_keys' || !Array.isArray(keys)) return undefined;
    const known = inst instanceof z.ZodObject ? Object.keys(inst.shape) : [];
    return `contains an unknown ${nouns[part]}: ${remedy(keys.map(String), known)}`;
  };

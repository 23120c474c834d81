import { createHash, randomUUID } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import type { AuditDraft, AuditEntry } from './entry.js';

/** End of a chain: position and hash of its last entry. */
export interface ChainEnd {
  readonly position: number;
  readonly hash: string;
}

/** End of a chain without entries. */
export const EMPTY_CHAIN: ChainEnd = { position: 0, hash: '0'.repeat(64) };

/** Hash of an entry (schakel): SHA-256 over its other fields as JSON with the names in order. */
export const hashOf = (entry: Omit<AuditEntry, 'hash'>): string =>
  createHash('sha256').update(stringify(entry)).digest('hex');

/** Drafts of one region as the next entries of its chain. */
export function chained(drafts: readonly AuditDraft[], end: ChainEnd): AuditEntry[] {
  let { position, hash } = end;
  return drafts.map((draft) => {
    position += 1;
    const linked = { ...draft, id: randomUUID(), position, previous: hash };
    hash = hashOf(linked);
    return { ...linked, hash };
  });
}

/** First place where a chain is broken, and how. */
export interface ChainBreak {
  readonly position: number;
  readonly fault: 'missing' | 'changed' | 'not-linked' | 'other-mark';
}

/** Result of a check of a chain. */
export interface CheckedChain {
  readonly entries: number;
  /** End of the chain, to keep outside the database: with it a removed end is found. */
  readonly end: ChainEnd;
  readonly broken: ChainBreak | null;
}

function faultIn(entry: AuditEntry, end: ChainEnd): ChainBreak | null {
  if (entry.position !== end.position + 1) return { position: end.position + 1, fault: 'missing' };
  const { hash, ...rest } = entry;
  if (hashOf(rest) !== hash) return { position: entry.position, fault: 'changed' };
  if (entry.previous !== end.hash) return { position: entry.position, fault: 'not-linked' };
  return null;
}

/**
 * Checks the entries of a region, in order of position, from an anchor on where older ones were pruned. `marks` are ends of the chain that were kept outside: without one, entries
 * removed from the end are not noticed.
 */
export async function checkChain(
  entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
  marks: readonly ChainEnd[] = [],
  anchor: ChainEnd = EMPTY_CHAIN,
): Promise<CheckedChain> {
  let end = anchor;
  const isOther = (mark: ChainEnd): boolean => mark.position === end.position && mark.hash !== end.hash;
  if (marks.some(isOther))
    return { entries: end.position, end, broken: { position: end.position, fault: 'other-mark' } };
  for await (const entry of entries) {
    const { position, hash } = entry;
    const broken = faultIn(entry, end);
    if (broken) return { entries: end.position, end, broken };
    end = { position, hash };
    if (marks.some(isOther)) return { entries: position, end, broken: { position, fault: 'other-mark' } };
  }
  const { position } = end;
  const beyond = marks.some((mark) => mark.position > position);
  return { entries: position, end, broken: beyond ? { position: position + 1, fault: 'missing' } : null };
}

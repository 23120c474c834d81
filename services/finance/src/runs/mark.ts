/**
 * The mark (zegel) of a sealed period: a SHA-256 over the whole content of its seal. Keep it outside the ledger: rewriting the log
 * and its seals cannot reproduce it.
 */
import { createHash } from 'node:crypto';
import type { PeriodSeal } from '@regieboek/events';

/**
 * A seal as a statement carries it: without actors and waivers, which concern other municipalities too. A digest stands for them,
 * so that the mark still follows from the rest.
 */
export interface SealFace extends Omit<PeriodSeal, 'waivers' | 'sealedBy' | 'fourEyes' | 'statements'> {
  readonly statements: NonNullable<PeriodSeal['statements']>;
  readonly decisions: string;
}

const digestOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** A value with the fields of its objects in order of name, independent of the log's order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, sorted(one)]);
}

/** The part of a seal that a statement carries; undefined for a seal of version 0.2, which has no digests of statements. */
export function faceOf(seal: PeriodSeal): SealFace | undefined {
  const { waivers, sealedBy, fourEyes, statements, ...rest } = seal;
  if (!statements) return undefined;
  const decisions = digestOf('regieboek decisions 1', sorted({ waivers, sealedBy, fourEyes: fourEyes ?? null }));
  return { ...rest, statements, decisions };
}

/** Mark of the seal with this face. */
export const markOfFace = (region: string, face: SealFace): string =>
  digestOf('regieboek seal 2', region, sorted(face));

/** Mark of a seal of a region. */
export function markOf(region: string, seal: PeriodSeal): string {
  const face = faceOf(seal);
  return face ? markOfFace(region, face) : digestOf('regieboek seal 1', region, sorted(seal));
}

import { addMonths, OPEN } from '@regieboek/kernel';
import type { Stay } from '../region-facts.js';

/** Kinds of ends of a stay. */
export const endKinds = ['home', 'family-form', 'other-provider', 'adult', 'closed-to-open', 'other'] as const;
export type EndKind = (typeof endKinds)[number];

const family: ReadonlySet<string> = new Set(['pleegzorg', 'gezinshuis']);
const CLOSED = 'jeugdzorgplus';

/** Reasons (JZ588) that are not a return home: death, and departure to another domain. */
const elsewhere: ReadonlySet<string | null> = new Set(['02', '39']);

/** Reason (JZ588) of a move to another provider. */
const OTHER_PROVIDER = '38';

/** Age at which youth care ends, in months. */
const ADULT_MONTHS = 216;

/** Days after its end within which the next stay is where a youth went to; ASSUMPTION. */
const NEXT_DAYS = 1;

type Part = Stay['parts'][number];

/** Kind of a move from one stay to the next one. */
function moveOf(from: Part, to: Part): EndKind {
  if (from.form === CLOSED && to.form !== CLOSED) return 'closed-to-open';
  if (family.has(to.form) && !family.has(from.form)) return 'family-form';
  return from.provider === to.provider ? 'other' : 'other-provider';
}

/** Kind of an end without a next stay. */
function departureOf({ birth, to }: Stay, reason: string | null): EndKind {
  if (elsewhere.has(reason)) return 'other';
  if (to >= addMonths(birth, ADULT_MONTHS) - 1) return 'adult';
  return reason === OTHER_PROVIDER ? 'other-provider' : 'home';
}

/** Kind of end of a chain of stays, or of a stay that is followed by `next`: from the next stay, the age on the last day and the reason of the stop. */
export function endOf(stay: Stay, next?: Part): EndKind {
  const last = stay.parts.toSorted((a, b) => a.to - b.to).at(-1);
  if (last && next && last.to !== OPEN && next.from <= last.to + NEXT_DAYS) return moveOf(last, next);
  return departureOf(stay, last?.endReason ?? null);
}

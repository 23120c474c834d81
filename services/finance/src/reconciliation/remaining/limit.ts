import { cents as checked } from '@regieboek/kernel';
import type { ReconciledFigures } from '../figures.js';
import type { WorkItem } from '../work-list/list.js';

/** What is left of an assignment with a total: a volume in its unit, or cents of a budget. */
export interface Remaining {
  readonly volume: number | null;
  readonly cents: number | null;
}

/** Key of an assignment, whose number is unique within its municipality (TR332). */
export const assignmentOf = ({ municipality, assignment }: Pick<WorkItem, 'municipality' | 'assignment'>): string =>
  `${municipality}#${assignment}`;

/** An undeclared line of which only what was assigned is known, so that what is left can limit it. */
export const isLimited = ({ outcome, basis }: WorkItem): boolean =>
  outcome === 'undeclared' && basis === 'assigned-volume';

/** The item with at most what is left; what it takes is taken off. */
function limited(item: WorkItem, left: { volume: number | null; cents: number | null }): WorkItem {
  const { expectedVolume, expectedCents } = item;
  const [volume, cents] = [expectedVolume ?? 0, expectedCents ?? 0];
  if (left.cents !== null) {
    const own = Math.max(Math.min(cents, left.cents), 0);
    left.cents -= own;
    return { ...item, expectedCents: own, differenceCents: checked(0 - own) };
  }
  if (left.volume === null || volume === 0) return item;
  const own = Math.max(Math.min(volume, Math.floor(left.volume)), 0);
  left.volume -= own;
  const ownCents = checked((cents / volume) * own);
  return { ...item, expectedVolume: own, expectedCents: ownCents, differenceCents: checked(0 - ownCents) };
}

/** Undeclared lines and cents that are taken off a total, and items. */
interface TakenOff {
  lines: number;
  cents: number;
}

function lessUndeclared<Of extends Pick<ReconciledFigures, 'totals'>['totals']>(totals: Of, off: TakenOff): Of {
  const { undeclared } = totals.expected;
  const left = { lines: undeclared.lines - off.lines, cents: checked(undeclared.cents - off.cents) };
  return { ...totals, expected: { ...totals.expected, undeclared: left } };
}

/**
 * Figures in which no more is expected of an assignment than is left of it: earliest days first, and no line once it is used up. The
 * totals change by as much as the items.
 */
export function limitedToRemaining<Figures extends ReconciledFigures>(
  figures: Figures,
  remaining: ReadonlyMap<string, Remaining>,
): Figures {
  if (remaining.size === 0) return figures;
  const left = new Map([...remaining].map(([key, { volume, cents }]) => [key, { volume, cents }]));
  const off = new Map<string, TakenOff>();
  const items = figures.items.flatMap((item) => {
    const own = isLimited(item) ? left.get(assignmentOf(item)) : undefined;
    if (!own) return [item];
    const now = limited(item, own);
    const isGone = now.expectedCents === 0 && item.expectedCents !== 0;
    const taken = off.get(item.provider) ?? { lines: 0, cents: 0 };
    off.set(item.provider, taken);
    taken.lines += isGone ? 1 : 0;
    taken.cents += (item.expectedCents ?? 0) - (now.expectedCents ?? 0);
    return isGone ? [] : [now];
  });
  const all = { lines: 0, cents: 0 };
  for (const { lines, cents } of off.values())
    Object.assign(all, { lines: all.lines + lines, cents: all.cents + cents });
  const providers = figures.providers.map(({ provider, items: count, ...totals }) => {
    const own = off.get(provider) ?? { lines: 0, cents: 0 };
    return { provider, items: count - own.lines, ...lessUndeclared(totals, own) };
  });
  return { ...figures, totals: lessUndeclared(figures.totals, all), providers, items };
}

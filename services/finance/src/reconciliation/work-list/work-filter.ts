import type { Cents } from '@regieboek/kernel';
import type { WorkItem, WorkOutcome } from './list.js';

/** Selection of a work list; an absent field selects all. The provider selects what is reconciled at all. */
export interface WorkFilter {
  readonly outcomes?: readonly WorkOutcome[] | undefined;
  readonly municipality?: string | undefined;
  /** Smallest difference, in cents, whatever its sign. */
  readonly leastCents?: Cents | undefined;
}

/** Lines of a work list in a selection, in their order. */
export function selectedWork(
  items: readonly WorkItem[],
  { outcomes, municipality, leastCents = 0 }: WorkFilter,
): readonly WorkItem[] {
  if (outcomes === undefined && municipality === undefined && leastCents <= 0) return items;
  return items.filter(
    (item) =>
      (outcomes === undefined || outcomes.includes(item.outcome)) &&
      (municipality === undefined || item.municipality === municipality) &&
      Math.abs(item.differenceCents) >= leastCents,
  );
}

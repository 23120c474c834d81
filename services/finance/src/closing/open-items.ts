import type { RegionHistory } from '@regieboek/journal';
import type { BillingRun } from '../domain/runs/billing-run.js';
import type { OpenItem } from '../domain/periods/period.js';
import { declarationId } from '../read-model/declarations/projection.js';

/** Declarations of the month that were received and not decided, in order of id. */
const undecided = (history: RegionHistory): OpenItem[] =>
  [...history.declarations.values()]
    .filter(({ outcome }) => outcome === null)
    .map(({ stream }) => ({ item: `declaration:${declarationId(stream)}`, reasons: ['undecided'] }))
    .sort((a, b) => (a.item < b.item ? -1 : 1));

/** Lines to review: without a responsible municipality, or with a doubt from the residence principle or the care. */
const toLookAt = ({ lines }: BillingRun): OpenItem[] =>
  lines
    .filter(({ municipality, review }) => municipality === null || review.length > 0)
    .map(({ id, review }) => ({ item: `line:${id}`, reasons: review.length > 0 ? review : ['undetermined'] }));

/** Items to settle, or waive one by one, before a month is sealed. `history` contains the declarations of the month. */
export const openItems = (run: BillingRun, history: RegionHistory): OpenItem[] => [
  ...undecided(history),
  ...toLookAt(run),
];

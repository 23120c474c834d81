import type { RegionHistory } from '@regieboek/journal';
import type { BilledLine, BillingRun } from '../domain/runs/billing-run.js';
import type { OpenItem } from '../domain/periods/period.js';
import { declarationId } from '../read-model/declarations/projection.js';

/** Declarations of the month that were received and not decided, in order of id. */
export const undecided = (history: RegionHistory): OpenItem[] =>
  [...history.declarations.values()]
    .filter(({ outcome }) => outcome === null)
    .map(({ stream }) => ({ item: `declaration:${declarationId(stream)}`, reasons: ['undecided'], youth: null }))
    .sort((a, b) => (a.item < b.item ? -1 : 1));

/** True for a line to review: without a responsible municipality, or with a doubt from the residence principle or the care. */
export const isToLookAt = ({ municipality, review }: BilledLine): boolean => municipality === null || review.length > 0;

/** The open item of a line to review. */
export const itemOf = ({ id, review, youth }: BilledLine): OpenItem => ({
  ...{ item: `line:${id}`, reasons: review.length > 0 ? review : ['undetermined'], youth },
});

/** Items to settle, or waive one by one, before a month is sealed. `history` contains the declarations of the month. */
export const openItems = (run: BillingRun, history: RegionHistory): OpenItem[] => [
  ...undecided(history),
  ...run.lines.filter(isToLookAt).map(itemOf),
];

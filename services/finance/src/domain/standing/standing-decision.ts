/**
 * Standing decisions of a region (doorlopende afwijkingen): a reason for which lines of a youth are open is waived once for a range
 * of months; every seal of such a month applies it. The aggregate is the region, because its decisions are few and are read together.
 */
import type { Month } from '@regieboek/kernel';
import type { StandingDecision, Waiver } from '@regieboek/events';
import type { OpenItem } from '../periods/period.js';

/** A standing decision, and its withdrawal if there is one. */
export interface StandingDecisionOnRecord extends StandingDecision {
  readonly withdrawn: { readonly reason: string; readonly by: string; readonly on: string } | null;
}

/** True while a decision counts in a month. */
const isInForce = ({ from, to, withdrawn }: StandingDecisionOnRecord, month: Month): boolean =>
  withdrawn === null && from <= month && month <= to;

/** Standing decisions that waive an item of a month: one for each of its reasons; none when a reason is left. */
export function decisionsFor(
  { youth, reasons }: OpenItem,
  month: Month,
  decisions: readonly StandingDecisionOnRecord[],
): StandingDecisionOnRecord[] {
  if (youth === null) return [];
  const own = decisions.filter((one) => one.youth === youth && isInForce(one, month));
  const found = reasons.flatMap((reason) => own.find(({ waives }) => waives === reason) ?? []);
  return found.length === reasons.length ? found : [];
}

const REASON_MAX = 200;

/** Waivers of the items of a month that standing decisions waive, except those that are waived by hand. */
export function standingWaivers(
  open: readonly OpenItem[],
  month: Month,
  { decisions, given }: { readonly decisions: readonly StandingDecisionOnRecord[]; readonly given: readonly Waiver[] },
): Waiver[] {
  const byHand = new Set(given.map(({ item }) => item));
  return open.flatMap((one) => {
    const found = byHand.has(one.item) ? [] : decisionsFor(one, month, decisions);
    if (found.length === 0) return [];
    const reason = [...new Set(found.map((decision) => decision.reason))].join('; ').slice(0, REASON_MAX);
    return [{ item: one.item, reason, standing: found.map(({ id }) => id) }];
  });
}

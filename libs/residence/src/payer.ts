import { covers, type Day, type Interval, OPEN } from '@regieboek/kernel';
import type { FactId, Municipality, PayerEvent, YouthFacts } from './facts/facts.js';
import { knownOn } from './facts/in-force.js';
import { codeOn, type MergerTable } from './facts/mergers.js';
import type { Parameters } from './facts/parameters.js';
import { responsibleIntervals } from './responsible.js';
import type { ResponsibleInterval } from './responsible-interval.js';

/** Days with one payer. Under WPB-P1 the payer is not the responsible municipality, and has a claim on it. */
export interface PayerInterval extends ResponsibleInterval {
  /**
   * The responsible municipality when another one pays; null: undetermined. Absent when the responsible municipality
   * pays.
   */
  readonly claimOn?: Municipality | null;
}

/**
 * The payer of the provider (WPB-P1, Jeugdwet art. 8.2.1): the municipality known to the provider, until the provider
 * is informed of another one. When that differs from the responsible municipality, the rule is WPB-P1 and `claimOn`
 * names the responsible one; otherwise the interval is the responsible municipality's own. Same days as
 * `responsibleIntervals`.
 */
export function payerIntervals(facts: YouthFacts, params: Parameters, knownAt = OPEN): PayerInterval[] {
  const events = knownOn(facts.payerEvents, knownAt);
  const days = [...events.map(({ on }) => on), ...params.mergers.days].sort((a, b) => a - b);
  return joinPayers(
    responsibleIntervals(facts, params, knownAt).flatMap((responsible) =>
      partsOf(responsible, days).map((part) => payerOf(responsible, part, events, params.mergers)),
    ),
  );
}

function partsOf(whole: Interval, days: readonly Day[]): Interval[] {
  const parts: Interval[] = [];
  let { from } = whole;
  for (const day of days) {
    if (day <= from || !covers(whole, day)) continue;
    parts.push({ from, to: day - 1 });
    from = day;
  }
  return [...parts, { from, to: whole.to }];
}

function payerOf(
  responsible: ResponsibleInterval,
  { from, to }: Interval,
  events: readonly PayerEvent[],
  mergers: MergerTable,
): PayerInterval {
  const event = lastEvent(events, from);
  const payer = event && codeOn(mergers, event.municipality, from);
  // A known payer that was split can no longer pay: the responsible municipality pays.
  if (!event || !payer || payer === responsible.municipality) return { ...responsible, from, to };
  const facts: readonly FactId[] = event.id === undefined ? [] : [event.id];
  return { from, to, municipality: payer, rule: 'WPB-P1', facts, claimOn: responsible.municipality };
}

/** Last event on or before a day; of several on one day the last recorded, then the last listed. */
function lastEvent(events: readonly PayerEvent[], day: Day): PayerEvent | undefined {
  let last: PayerEvent | undefined;
  for (const each of events) {
    if (each.on > day) continue;
    const order = last ? each.on - last.on || (each.recordedAt ?? -OPEN) - (last.recordedAt ?? -OPEN) : 0;
    if (order >= 0) last = each;
  }
  return last;
}

/** Joins adjacent days with the same payer, rule, chain and claim. */
export function joinPayers(intervals: readonly PayerInterval[]): PayerInterval[] {
  const joined: PayerInterval[] = [];
  for (const next of intervals) {
    const last = joined.at(-1);
    if (last && last.to + 1 === next.from && isSame(last, next)) joined.splice(-1, 1, { ...last, to: next.to });
    else joined.push(next);
  }
  return joined;
}

const isSame = (a: PayerInterval, b: PayerInterval): boolean =>
  a.municipality === b.municipality && a.rule === b.rule && a.chainStart === b.chainStart && a.claimOn === b.claimOn;

import { fromDay } from '@regieboek/kernel';
import { inWorkOrder, type WorkItem } from '../../src/reconciliation/work-list/list.js';
import type { ReconciledExpectation, ReconciledLine, Reconciliation } from './reconcile.js';

/** Lines to review: all except matched lines that were approved. Matched and refused is `refused`. */
const outcomeOf = ({ line, outcome }: ReconciledLine): WorkItem['outcome'] | null =>
  outcome === 'matched' ? (line.codes.length > 0 ? 'refused' : null) : outcome;

function declaredItem(one: ReconciledLine): WorkItem[] {
  const { line, expected } = one;
  const outcome = outcomeOf(one);
  if (outcome === null) return [];
  const { provider, municipality, youth, assignment, category, code, from, to, unit, reference } = line;
  return [
    {
      ...{ outcome, provider, municipality, youth, assignment, category, code, from, to, unit, reference },
      codes: line.codes.join(' '),
      basis: expected?.basis ?? null,
      declaredVolume: line.volume,
      expectedVolume: expected?.volume ?? null,
      declaredCents: line.cents,
      expectedCents: expected?.cents ?? null,
      differenceCents: line.cents - (expected?.cents ?? 0),
    },
  ];
}

function expectedItem({ line, outcome }: ReconciledExpectation): WorkItem[] {
  if (outcome !== 'undeclared') return [];
  const { provider, municipality, youth, assignment, category, code, unit, basis } = line;
  return [
    {
      ...{ outcome, provider, municipality, youth, assignment, category, code },
      from: fromDay(line.from),
      to: fromDay(line.to),
      unit,
      reference: null,
      codes: '',
      basis,
      declaredVolume: null,
      expectedVolume: line.volume,
      declaredCents: null,
      expectedCents: line.cents,
      differenceCents: 0 - line.cents,
    },
  ];
}

/** Lines to review, by provider, first day, youth and product. */
export const workListOf = ({ declared, expected }: Reconciliation): WorkItem[] =>
  [...declared.flatMap(declaredItem), ...expected.flatMap(expectedItem)].sort(inWorkOrder);

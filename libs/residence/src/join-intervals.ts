import type { Day } from '@regieboek/kernel';
import type { FactId, Known } from './facts/facts.js';
import type { Finding } from './law/finding.js';
import type { ResponsibleInterval } from './responsible-interval.js';
import { reasonsOf } from './law/rules.js';

interface Draft {
  readonly from: Day;
  to: Day;
  readonly finding: Finding;
  reasons: number;
  readonly facts: FactId[];
}

/** Joins adjacent findings with the same answer; findings must come in order of their days. */
export class IntervalJoiner {
  private readonly drafts: Draft[] = [];

  /** Adds the answer for the days `from` to `to`, which lie after all days added before. */
  add(from: Day, to: Day, finding: Finding): void {
    const last = this.drafts.at(-1);
    if (last && last.to + 1 === from && isSame(last.finding, finding)) {
      last.to = to;
      last.reasons |= finding.reasons;
      addIds(last.facts, finding.facts);
    } else {
      this.drafts.push({ from, to, finding, reasons: finding.reasons, facts: addIds([], finding.facts) });
    }
  }

  /** The intervals, in order. */
  intervals(): ResponsibleInterval[] {
    return this.drafts.map(finish);
  }
}

const isSame = (a: Finding, b: Finding): boolean =>
  a.municipality === b.municipality && a.rule === b.rule && a.chainStart === b.chainStart;

function addIds(ids: FactId[], facts: readonly (Known | undefined)[]): FactId[] {
  for (const fact of facts) if (fact?.id !== undefined && !ids.includes(fact.id)) ids.push(fact.id);
  return ids;
}

/** The answer for the days `from` to `to` as one interval. */
export const single = (from: Day, to: Day, finding: Finding): ResponsibleInterval =>
  finish({ from, to, finding, reasons: finding.reasons, facts: addIds([], finding.facts) });

/** Assigned field by field: this runs for every interval of every youth in a replay. */
function finish({ from, to, finding, reasons, facts }: Draft): ResponsibleInterval {
  const { municipality, rule, chainStart, referenceDay } = finding;
  const interval: Unfinished = { from, to, municipality, rule, facts };
  if (chainStart !== undefined) {
    interval.chainStart = chainStart;
    interval.referenceDay = referenceDay;
  }
  if (reasons !== 0) interval.review = reasonsOf(reasons);
  return interval;
}

type Unfinished = { -readonly [Field in keyof ResponsibleInterval]: ResponsibleInterval[Field] };

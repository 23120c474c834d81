import type { Cents, Month } from '@regieboek/kernel';
import type { RegionHistory } from '@regieboek/journal';
import { isToLookAt, itemOf, undecided } from '../closing/open-items.js';
import type { OpenItem } from '../domain/periods/period.js';
import type { BilledLine, BillingRun } from '../domain/runs/billing-run.js';
import { decisionsFor, type StandingDecisionOnRecord } from '../domain/standing/standing-decision.js';
import { declarationId } from '../read-model/declarations/projection.js';

/** Something that wants a decision before its month is sealed, with what a person needs to decide. */
export interface OpenWork extends OpenItem {
  readonly kind: 'line' | 'declaration';
  readonly period: Month;
  readonly provider: string;
  /** Municipality that received the declaration and pays, by its code of the month; null where the organisation pays. */
  readonly payer: string | null;
  /** Municipality that is billed for now; null when none is determined. */
  readonly municipality: string | null;
  /** ReferentieNummer of a line, DeclaratieNummer of a declaration. */
  readonly reference: string;
  /** Days that it is about; null for a declaration. */
  readonly from: string | null;
  readonly to: string | null;
  readonly cents: Cents;
  /** Facts on which the outcome of a line depends, by id. */
  readonly facts: readonly string[];
  /** Standing decisions that waive it when the month is sealed; none when somebody has to decide. */
  readonly standing: readonly string[];
}

/** Selection of open items; an absent field selects all. */
export interface OpenItemFilter {
  readonly provider?: string | undefined;
  /** Municipality that pays, or is billed for now. */
  readonly municipality?: string | undefined;
  readonly kind?: OpenWork['kind'] | undefined;
  readonly youth?: string | undefined;
  /** Code of a reason. */
  readonly reason?: string | undefined;
}

const lineWork = (line: BilledLine, period: Month, decisions: readonly StandingDecisionOnRecord[]): OpenWork => {
  const item = itemOf(line);
  const { provider, payer, municipality, reference, from, to, cents, facts } = line;
  return {
    ...{ ...item, kind: 'line', period, provider, payer, municipality, reference, from, to, cents, facts },
    standing: decisionsFor(item, period, decisions).map(({ id }) => id),
  };
};

function declarationWork(history: RegionHistory, period: Month): OpenWork[] {
  const heads = new Map([...history.declarations.values()].map(({ stream, head }) => [declarationId(stream), head]));
  return undecided(history).flatMap((item): OpenWork[] => {
    const head = heads.get(item.item.slice('declaration:'.length));
    if (!head) return [];
    const { provider, municipality: payer, number: reference, submittedCents: cents } = head;
    return [
      {
        ...{ ...item, kind: 'declaration', period, provider, payer, municipality: null, reference },
        ...{ from: null, to: null, cents, facts: [], standing: [] },
      },
    ];
  });
}

/** Everything of a month that wants a decision, or is waived by a standing one. `history` contains its declarations. */
export function openWork(
  run: BillingRun,
  history: RegionHistory,
  decisions: readonly StandingDecisionOnRecord[],
): OpenWork[] {
  const { period } = run;
  return [
    ...declarationWork(history, period),
    ...run.lines.filter(isToLookAt).map((line) => lineWork(line, period, decisions)),
  ];
}

/** True when an item is in a selection. */
export const isSelected = (work: OpenWork, { provider, municipality, kind, youth, reason }: OpenItemFilter): boolean =>
  (provider === undefined || work.provider === provider) &&
  (municipality === undefined || work.payer === municipality || work.municipality === municipality) &&
  (kind === undefined || work.kind === kind) &&
  (youth === undefined || work.youth === youth) &&
  (reason === undefined || work.reasons.includes(reason));

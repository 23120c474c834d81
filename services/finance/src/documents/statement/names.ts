import { productOf } from '@regieboek/billing';
import { nationalProductName } from '@regieboek/ijw';
import type { RegionHistory } from '@regieboek/journal';
import type { BilledLine, BillingRun } from '../../domain/runs/billing-run.js';
import { namesIn } from '../../billing/billing.js';
import { agreementOf, reasonOf } from '../../statements/explain-line.js';
import type { StatementNames } from './statement-document.js';

const keyOf = (provider: string, reference: string): string => `${provider}/${reference}`;

/** Assignment numbers of the approved lines of declarations, by provider and reference. */
function assignmentsIn({ declarations }: RegionHistory): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { head, lines, outcome } of declarations.values()) {
    if (!outcome) continue;
    for (const { reference, assignment, codes } of lines)
      if (codes.length === 0) found.set(keyOf(head.provider, reference), assignment);
  }
  return found;
}

/** Names that a run is shown with: from its contracts, and from `declared`, which has the declarations of its month. */
export function statementNames(run: BillingRun, history: RegionHistory, declared: RegionHistory): StatementNames {
  const { contracts, definition } = history;
  const assignments = assignmentsIn(declared);
  const municipality = namesIn(definition);
  const explained = { run, history, nameOf: municipality };
  return {
    region: definition?.name ?? '',
    organisation: definition?.organisation ?? '',
    municipality,
    provider: (agb) => contracts.get(agb)?.name ?? '',
    product: ({ provider, category, code }) =>
      productOf(contracts.get(provider), category, code)?.name ?? nationalProductName(code) ?? '',
    assignment: ({ provider, reference }: BilledLine) => assignments.get(keyOf(provider, reference))?.toString() ?? '',
    reason: (line, language) => reasonOf(line, { ...explained, language }),
    agreement: (line, language) => agreementOf(line, { ...explained, language }),
  };
}

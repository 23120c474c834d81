/** Documents of statements for tests, made of a run that was sealed. */
import { firstDayOf, fromDay } from '@regieboek/kernel';
import type { PeriodSeal } from '@regieboek/events';
import type { BillingRun } from '../src/domain/runs/billing-run.js';
import type { Correction } from '../src/domain/differences/diff-causes.js';
import type { StatementDocument } from '../src/documents/statement/statement-document.js';
import { faceOf, markOf } from '../src/runs/mark.js';
import { listsOf } from '../src/statements/proof/proven-line.js';
import { statementDigests } from '../src/statements/proof/statement-digest.js';
import { statementsOf } from '../src/statements/statement.js';

const names: StatementDocument['names'] = {
  region: 'Zuid-Holland Zuid',
  organisation: 'Serviceorganisatie Jeugd',
  municipality: (code) => ({ '0505': 'Dordrecht', '0512': 'Gorinchem' })[code] ?? code,
  provider: () => 'Voorbeeld; "zorg"',
  product: () => 'Behandeling',
  assignment: () => '7',
  reason: () => 'Dordrecht is verantwoordelijk.',
  agreement: ({ lumpSum }) => `afspraak ${lumpSum}`,
};

/** A correction of a line of an earlier month. */
export const correctionOf = (municipality: string, cents: number): Correction => ({
  ...{ key: `2025-01/${municipality}`, kind: 'line', period: '2025-01' as Correction['period'], municipality },
  ...{ payer: '0505', youth: '8e1a4a36-6bd0-4ad0-8a05-000000000001', provider: '99990001', product: '45A04' },
  ...{ beforeCents: 0, afterCents: cents, cents, rules: ['WPB-2022-V1'] },
  causes: [
    {
      ...{ what: 'placements.residence-fact-recorded.v1', position: 8, recordedAt: '2025-03-01T23:30:00.000Z' },
      ...{ subject: 'F2', cents },
    },
  ],
});

/** The sealed document of a municipality, and its mark. */
export function statedOf(run: BillingRun, municipality = '0505', corrections: readonly Correction[] = []) {
  const codes = ['0505', '0512'];
  const seal: PeriodSeal = {
    ...{ period: run.period, position: 9, digest: 'ab'.repeat(32), ruleSet: '2025.1' },
    ...{ billedCents: 0, unresolvedCents: 0, correctionCents: 0, correctionDigest: 'cd'.repeat(32) },
    ...{ chain: { blockEvents: 1_024, heads: ['ef'.repeat(32)] }, waivers: [], sealedBy: 'controller-3' },
    ...{ sealedOn: fromDay(firstDayOf(run.period) + 40), statements: statementDigests(run, codes, corrections) },
  };
  const [statement] = statementsOf(run, [municipality], names.municipality, seal.digest);
  const face = faceOf(seal);
  if (!statement || !face) throw new Error('no statement');
  const known = {
    ...{ ...statement, ruleSet: '2025.1', whatIf: false, sealed: true, toldBy: null },
    corrections: corrections.filter((one) => one.municipality === municipality),
    correctionCents: corrections.reduce((sum, one) => sum + (one.municipality === municipality ? one.cents : 0), 0),
  };
  const lines = Object.values(listsOf(known)).reduce((sum, { length }) => sum + length, 0);
  const mark = markOf(run.region, seal);
  const document: StatementDocument = {
    ...{ statement: known, names, seal: { mark, sealedOn: seal.sealedOn }, changes: null, openItems: [] },
    proof: { format: 'regieboek-statement-proof/1', region: run.region, municipality, lines, seal: face },
  };
  return { document, mark };
}

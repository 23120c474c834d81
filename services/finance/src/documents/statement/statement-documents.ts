import type { SecretAddresses } from '@regieboek/platform';
import { HIDDEN_YOUTH, seeRows } from '@regieboek/platform';
import type { KnownStatement, Ran } from '../../billing/billing.js';
import type { Billing } from '../../billing/billing.js';
import type { KnownAt, RunQuery } from '../../books/books.js';
import type { RunComparisons } from '../../differences/run-comparisons.js';
import { faceOf, markOf } from '../../runs/mark.js';
import { hiddenCorrection, hiddenLine, hiddenStatement } from '../../hiding/hidden-rows.js';
import type { Replays } from '@regieboek/replays';
import { historyAt, type InMonth } from '../../runs/runs.js';
import type { Watch } from '../../runs/watch.js';
import { listsOf } from '../../statements/proof/proven-line.js';
import type { StatementProof } from '../../statements/proof/statement-proof.js';
import { statementNames } from './names.js';
import type { Changes, NoProof, StatementDocument } from './statement-document.js';
import { statedItems } from './stated-items.js';

/** Options of documents: moment of knowledge, rules, and an earlier time to compare with. */
export interface DocumentQuery extends RunQuery {
  /** Time from which changes are listed; by default the seal of the month. */
  readonly since?: KnownAt | undefined;
}

/** True when a run is the sealed one, as it was sealed. */
const isAsSealed = ({ standing }: Ran, { knownAt }: DocumentQuery): boolean =>
  standing.seal !== null && knownAt === undefined && !standing.whatIf;

/** Proof of a statement, or why there is none. */
function proofOf(statement: KnownStatement, ran: Ran, query: DocumentQuery): StatementProof | NoProof {
  const { seal } = ran.standing;
  if (!seal) return 'open-month';
  if (!isAsSealed(ran, query)) return 'other-time';
  const face = faceOf(seal.seal);
  if (!face) return 'sealed-before-proofs';
  const hidden = [...statement.lines, ...statement.corrections].some(({ youth }) => youth === HIDDEN_YOUTH);
  if (hidden) return 'hidden-lines';
  const { region, municipality } = statement;
  const lines = Object.values(listsOf(statement)).reduce((sum, { length }) => sum + length, 0);
  return { format: 'regieboek-statement-proof/1', region, municipality, lines, seal: face };
}

/** Documents of statements: what a municipality gets to hold, with names, changes, open items and proof. */
export class StatementDocuments {
  constructor(
    private readonly billing: Billing,
    private readonly comparisons: RunComparisons,
    private readonly replays: Replays,
    private readonly addresses: SecretAddresses,
  ) {}

  /** Documents of a month, of one municipality or of all that bear something or take part. */
  async of(
    month: InMonth,
    municipality: string | undefined,
    query: DocumentQuery = {},
    watch: Watch = {},
  ): Promise<StatementDocument[]> {
    const { region, period } = month;
    const { ran, statements } = await this.billing.stated(region, period, municipality, { ...query, ...watch });
    const { run, history, standing } = ran;
    const youths = [...new Set(statements.flatMap(({ lines }) => lines.map(({ youth }) => youth)))];
    const known = { periods: [period], position: run.position, toldBy: standing.toldBy, youths };
    const declared = await historyAt(this.replays, region, known, watch);
    const names = statementNames(run, history, declared);
    const changes = await this.changes(month, ran, query, watch);
    const seal = standing.seal && isAsSealed(ran, query) ? standing.seal.seal : null;
    const documents: StatementDocument[] = [];
    for (const one of statements) {
      const statement = await hiddenStatement(this.addresses, region, one);
      const show = (lines: typeof run.lines) => this.addresses.shown(region, lines, hiddenLine);
      documents.push({
        statement,
        names,
        seal: seal && { mark: markOf(region, seal), sealedOn: seal.sealedOn },
        proof: proofOf(statement, ran, query),
        changes: changes && ownChanges(changes, one.municipality),
        openItems: seal ? [] : await statedItems(run, declared, one.municipality, show),
      });
    }
    return documents;
  }

  /** Changes of the month since an earlier time, or since its seal; null without either. */
  private async changes(
    month: InMonth,
    { standing, run }: Ran,
    { since, knownAt, ruleSet }: DocumentQuery,
    watch: Watch,
  ): Promise<Changes | null> {
    if (since === undefined && (standing.seal === null || knownAt !== undefined)) return null;
    // A sealed month is compared with what is known now; an open one with the run of the document.
    const now = standing.seal && knownAt === undefined ? {} : { knownAt: knownAt ?? { position: run.position } };
    const compared = await this.comparisons.differences(month, [{ knownAt: since }, { ...now, ruleSet }], watch);
    const differences = await this.addresses.shown(month.region, compared.differences, hiddenCorrection);
    seeRows(month.region, differences);
    return { from: compared.from.position, to: compared.to.position, differences };
  }
}

const ownChanges = (changes: Changes, municipality: string): Changes => ({
  ...changes,
  differences: changes.differences.filter((one) => one.municipality === municipality),
});

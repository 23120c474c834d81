import { Inject, Injectable } from '@nestjs/common';
import { nationalNameOf } from '@regieboek/ijw';
import type { RegionDefinition } from '@regieboek/events';
import { parseMonth, type Cents, type Month } from '@regieboek/kernel';
import { Books, type KnownAt, type RunQuery, type Standing } from '../books/books.js';
import { correctionsIn } from '../differences/corrections.js';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { historyAt, runAt, type InMonth, type KnownRun } from '../runs/runs.js';
import type { Watch } from '../runs/watch.js';
import type { BilledLine, BillingRun } from '../domain/runs/billing-run.js';
import { seenRun, type SeesMunicipality } from '../domain/runs/seen-run.js';
import { correctionCentsOf, type Correction } from '../domain/differences/diff-causes.js';
import type { LumpSumLine } from '@regieboek/billing';
import { DeclarationList } from '../read-model/declarations/queries.js';
import {
  claimsOf,
  municipalitiesOf,
  portionOf,
  statementsOf,
  type Claim,
  type Statement,
} from '../statements/statement.js';
import { billRange, type BilledRange, type RegionMonths } from './billed-range.js';
import type { KnownBy } from './known-by.js';
import { explainLine, type Explanation } from '../statements/explain-line.js';
import type { Language } from '@regieboek/kernel';

/** Amounts of a municipality in a month, in one row. */
export interface MunicipalityTotal {
  readonly municipality: string;
  readonly name: string;
  readonly youths: number;
  readonly lines: number;
  readonly lineCents: number;
  readonly lumpSumCents: number;
  readonly totalCents: number;
}

/** A billing run in figures, with the lines to review. */
export interface BillingSummary extends KnownBy {
  readonly region: string;
  readonly period: string;
  readonly position: number;
  readonly digest: string;
  readonly totals: BillingRun['totals'];
  readonly municipalities: readonly MunicipalityTotal[];
  readonly claims: readonly Claim[];
  /** Parts without a responsible municipality, and parts to review. */
  readonly unresolved: readonly BilledLine[];
  readonly review: number;
}

/** A statement with its inputs, and with the corrections of earlier, sealed months that the month takes over. */
export interface KnownStatement extends Statement, KnownBy {
  readonly correctionCents: Cents;
  readonly corrections: readonly Correction[];
}

/** Figures and statements of a month. */
export interface MonthBilled {
  readonly summary: BillingSummary;
  readonly statements: readonly KnownStatement[];
}

/** An explanation with its inputs. */
export interface KnownExplanation extends Explanation, KnownBy {
  readonly position: number;
}

/** Name of a municipality by the region's own list, otherwise by the national one. */
export const namesIn =
  (definition: RegionDefinition | null) =>
  (code: string): string =>
    definition?.municipalities.find((one) => one.code === code)?.name ?? nationalNameOf(code) ?? code;

function totalOf(run: BillingRun, municipality: string, name: string): MunicipalityTotal {
  const { lines, lineCents, lumpSumCents, totalCents } = portionOf(run, municipality);
  const youths = new Set(lines.map(({ youth }) => youth)).size;
  return { municipality, name, youths, lines: lines.length, lineCents, lumpSumCents, totalCents };
}

/** A billing run with its inputs. */
export interface Ran extends KnownRun {
  readonly standing: Standing;
}

const knownBy = ({ ruleSet, whatIf, seal, toldBy }: Standing): KnownBy => ({
  ruleSet: ruleSet.version,
  whatIf,
  sealed: seal !== null,
  toldBy,
});

const codesOf = ({ run, history }: Pick<Ran, 'run' | 'history'>): string[] =>
  history.definition ? municipalitiesOf(run, history.definition) : [];

function summaryOf({ run: whole, digest, history, standing }: Ran, sees?: SeesMunicipality): BillingSummary {
  const run = sees ? seenRun(whole, sees) : whole;
  const isSeen = sees ?? (() => true);
  const nameOf = namesIn(history.definition);
  return {
    region: run.region,
    period: run.period,
    position: run.position,
    ...knownBy(standing),
    digest,
    totals: run.totals,
    municipalities: codesOf({ run, history })
      .filter(isSeen)
      .map((code) => totalOf(run, code, nameOf(code))),
    claims: claimsOf(whole).filter(({ payer, responsible }) => isSeen(payer) || isSeen(responsible)),
    unresolved: run.lines.filter(({ municipality }) => municipality === null),
    review: run.lines.filter(({ review }) => review.length > 0).length,
  };
}

function allStatements(ran: Ran, corrections: readonly Correction[], municipality?: string): KnownStatement[] {
  const { run, digest, history, standing } = ran;
  const bearing = corrections.flatMap((one) => one.municipality ?? []);
  const codes = [...new Set([...codesOf(ran), ...bearing])].sort();
  const wanted = codes.filter((code) => municipality === undefined || code === municipality);
  return statementsOf(run, wanted, namesIn(history.definition), digest).map((statement) => {
    const own = corrections.filter((one) => one.municipality === statement.municipality);
    return { ...statement, ...knownBy(standing), correctionCents: correctionCentsOf(own), corrections: own };
  });
}

/** Billing of months: every answer is a replay of the log, from columns built from it. */
@Injectable()
export class Billing {
  constructor(
    @Inject(REPLAYS) private readonly replays: Replays,
    @Inject(DeclarationList) private readonly declarations: DeclarationList,
    @Inject(Books) private readonly books: Books,
  ) {}

  /** Runs a month of a region: as sealed, otherwise over the whole log, unless another time is requested. */
  async run(region: string, period: Month, asked: RunQuery = {}, watch: Watch = {}): Promise<Ran> {
    const standing = await this.books.standing(region, period, asked);
    return { ...(await runAt(this.replays, { region, period }, standing, watch)), standing };
  }

  /** A month in figures. */
  async summary(region: string, period: Month, asked: RunQuery = {}, watch: Watch = {}): Promise<BillingSummary> {
    return summaryOf(await this.run(region, period, asked, watch));
  }

  /** A month in the figures of the municipalities that are seen. */
  async summaryFor(sees: SeesMunicipality, { region, period }: InMonth, asked: RunQuery, watch: Watch) {
    return summaryOf(await this.run(region, period, asked, watch), sees);
  }

  /** Consecutive months in figures, each as `run` bills it, all known at one position. */
  range(range: RegionMonths, asked: RunQuery = {}, watch: Watch = {}): Promise<BilledRange> {
    return billRange({ replays: this.replays, books: this.books }, range, asked, watch);
  }

  /** Statements of a month of all municipalities that bear something or take part, or of one of them. */
  async statements(
    region: string,
    period: Month,
    municipality?: string,
    asked: RunQuery & Watch = {},
  ): Promise<KnownStatement[]> {
    const ran = await this.run(region, period, asked, asked);
    return allStatements(ran, await this.correctionsBeside(ran, asked.knownAt, asked), municipality);
  }

  /** Corrections of earlier sealed months that a month takes over: all, or as known at another time. */
  async corrections(region: string, period: Month, knownAt?: KnownAt, watch: Watch = {}): Promise<Correction[]> {
    const position = await this.books.positionOf(region, knownAt);
    const periods = await this.books.periods(region, position);
    return correctionsIn(this.replays, { region, period }, { periods, rules: this.books.rules, position }, watch);
  }

  /** Corrections as known at the position of the run of an open month, so that both agree; a sealed month has its own. */
  private async correctionsBeside({ run, standing }: Ran, knownAt?: KnownAt, watch: Watch = {}): Promise<Correction[]> {
    // Corrections come from events recorded after a seal, so a run by business day has none.
    if (standing.toldBy !== null) return [];
    const same = standing.seal ? undefined : { position: run.position };
    return this.corrections(run.region, run.period, knownAt ?? same, watch);
  }

  /** Figures and statements of a month, both from one run. */
  async month(region: string, period: Month): Promise<MonthBilled> {
    const ran = await this.run(region, period);
    return { summary: summaryOf(ran), statements: allStatements(ran, await this.correctionsBeside(ran)) };
  }

  /** Why a municipality pays an amount, in sentences; null when no billed line has this id, as far as was known. */
  async explain(
    region: string,
    id: string,
    language: Language,
    asked: RunQuery & Watch = {},
  ): Promise<KnownExplanation | null> {
    for (const period of await this.periodsOf(region, id)) {
      const { run, standing } = await this.run(region, period, asked, asked);
      const line: BilledLine | LumpSumLine | undefined =
        run.lines.find((one) => one.id === id) ?? run.lumpSums.find((one) => one.id === id);
      if (!line) continue;
      const youths = line.kind === 'line' ? [line.youth] : [];
      const history = await historyAt(this.replays, region, {
        ...{ periods: [], position: run.position, youths },
        toldBy: standing.toldBy,
      });
      const explanation = explainLine(line, { run, history, nameOf: namesIn(history.definition), language });
      return { ...explanation, position: run.position, ...knownBy(standing) };
    }
    return null;
  }

  /** Months a line id can belong to: by its reference among the declared lines, or by the month in a lump sum's id. */
  private async periodsOf(region: string, id: string): Promise<Month[]> {
    const parts = id.split('.');
    const [provider = ''] = parts;
    const reference = parts.slice(1, -1).join('.');
    const periods = await this.declarations.periodsOf(region, { provider, reference });
    const ofLumpSum = parseMonth(parts.at(-2) ?? '');
    return [...periods, ...(ofLumpSum ? [ofLumpSum] : [])];
  }
}

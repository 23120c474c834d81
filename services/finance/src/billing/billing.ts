import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { municipalities } from '@regieboek/ijw';
import type { RegionDefinition } from '@regieboek/events';
import { parseMonth, type Cents, type Month } from '@regieboek/kernel';
import { PROJECTIONS, type Projections } from '@regieboek/platform';
import { Books, type KnownAt, type RunAsked, type Standing } from '../closing/books.js';
import { correctionsIn } from '../closing/corrections.js';
import type { Replays } from '../closing/replays.js';
import { historyAt, runAt, type KnownRun } from '../closing/runs.js';
import type { Watch } from '../closing/watch.js';
import type { BilledLine, BillingRun } from '../domain/billing-run.js';
import { correctionCentsOf, type Correction } from '../domain/diff-causes.js';
import type { LumpSumLine } from '../domain/lump-sum-lines.js';
import { declarationsProjection } from '../read-model/declarations.js';
import { REPLAYS, SOURCE } from '../tokens.js';
import { claimsOf, municipalitiesOf, portionOf, statementsOf, type Claim, type Statement } from './statement.js';
import { billRange, type BilledRange, type RangeAsked } from './billed-range.js';
import { explainLine, type Explanation } from './explain-line.js';
import type { Language } from '@regieboek/residence';

/** What a municipality bears in a month, in one row. */
export interface MunicipalityTotal {
  readonly municipality: string;
  readonly name: string;
  readonly youths: number;
  readonly lines: number;
  readonly lineCents: number;
  readonly lumpSumCents: number;
  readonly totalCents: number;
}

/** What an answer rests on, beside its position in the log. */
export interface KnownBy {
  /** Version of the rules. */
  readonly ruleSet: string;
  /** Whether these are other rules than the month was or would be sealed with (wat-als): nothing is billed by it. */
  readonly whatIf: boolean;
  /** Whether the month is sealed now. */
  readonly sealed: boolean;
}

/** A billing run in figures, with what a person has to look at. */
export interface BillingSummary extends KnownBy {
  readonly region: string;
  readonly period: string;
  readonly position: number;
  readonly digest: string;
  readonly totals: BillingRun['totals'];
  readonly municipalities: readonly MunicipalityTotal[];
  readonly claims: readonly Claim[];
  /** Parts nobody could be found responsible for, and parts to look at. */
  readonly unresolved: readonly BilledLine[];
  readonly review: number;
}

/** A statement with what it rests on, and with the corrections of earlier, sealed months that the month takes over. */
export interface KnownStatement extends Statement, KnownBy {
  readonly correctionCents: Cents;
  readonly corrections: readonly Correction[];
}

/** An explanation with what it rests on. */
export interface KnownExplanation extends Explanation, KnownBy {
  readonly position: number;
}

const nationalNames = new Map(municipalities);

/** Name of a municipality by the region's own list, otherwise by the national one. */
export const namesIn =
  (definition: RegionDefinition | null) =>
  (code: string): string =>
    definition?.municipalities.find((one) => one.code === code)?.name ?? nationalNames.get(code) ?? code;

function totalOf(run: BillingRun, municipality: string, name: string): MunicipalityTotal {
  const { lines, lineCents, lumpSumCents, totalCents } = portionOf(run, municipality);
  const youths = new Set(lines.map(({ youth }) => youth)).size;
  return { municipality, name, youths, lines: lines.length, lineCents, lumpSumCents, totalCents };
}

/** A billing run with what it rests on. */
interface Ran extends KnownRun {
  readonly standing: Standing;
}

const knownBy = ({ ruleSet, whatIf, seal }: Standing): KnownBy => ({
  ruleSet: ruleSet.version,
  whatIf,
  sealed: seal !== null,
});

const codesOf = ({ run, history }: Pick<Ran, 'run' | 'history'>): string[] =>
  history.definition ? municipalitiesOf(run, history.definition) : [];

function summaryOf({ run, digest, history, standing }: Ran): BillingSummary {
  const nameOf = namesIn(history.definition);
  return {
    region: run.region,
    period: run.period,
    position: run.position,
    ...knownBy(standing),
    digest,
    totals: run.totals,
    municipalities: codesOf({ run, history }).map((code) => totalOf(run, code, nameOf(code))),
    claims: claimsOf(run),
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

/** Billing of months: every answer is a replay of what the log says, from columns made of it. */
@Injectable()
export class Billing {
  constructor(
    @Inject(REPLAYS) private readonly replays: Replays,
    @Inject(SOURCE) private readonly source: DataSource,
    @Inject(PROJECTIONS) private readonly projections: Projections,
    @Inject(Books) private readonly books: Books,
  ) {}

  /** Runs a month of a region: as sealed, otherwise over everything in the log now, unless another time is asked about. */
  async run(region: string, period: Month, asked: RunAsked = {}, watch: Watch = {}): Promise<Ran> {
    const standing = await this.books.standing(region, period, asked);
    return { ...(await runAt(this.replays, { region, period }, standing, watch)), standing };
  }

  /** A month in figures. */
  async summary(region: string, period: Month, asked: RunAsked = {}, watch: Watch = {}): Promise<BillingSummary> {
    return summaryOf(await this.run(region, period, asked, watch));
  }

  /** Consecutive months in figures, each as `run` bills it, all known at one position. */
  range(range: RangeAsked, asked: RunAsked = {}, watch: Watch = {}): Promise<BilledRange> {
    return billRange({ replays: this.replays, books: this.books }, range, asked, watch);
  }

  /** Statements of a month of all municipalities that bear something or take part, or of one of them. */
  async statements(
    region: string,
    period: Month,
    municipality?: string,
    asked: RunAsked = {},
  ): Promise<KnownStatement[]> {
    const ran = await this.run(region, period, asked);
    return allStatements(ran, await this.correctionsBeside(ran, asked.knownAt), municipality);
  }

  /** What a month takes over of earlier months that were sealed: all there is, or as known at another time. */
  async corrections(region: string, period: Month, knownAt?: KnownAt): Promise<Correction[]> {
    const position = await this.books.positionOf(region, knownAt);
    const periods = await this.books.periods(region, position);
    return correctionsIn(this.replays, { region, period }, { periods, rules: this.books.rules, position });
  }

  /** Corrections as known where the run of an open month stands, so that both say the same; of a sealed month its own. */
  private correctionsBeside({ run, standing }: Ran, knownAt?: KnownAt): Promise<Correction[]> {
    const same = standing.seal ? undefined : { position: run.position };
    return this.corrections(run.region, run.period, knownAt ?? same);
  }

  /** Figures and statements of a month, both from one run. */
  async month(region: string, period: Month): Promise<{ summary: BillingSummary; statements: KnownStatement[] }> {
    const ran = await this.run(region, period);
    return { summary: summaryOf(ran), statements: allStatements(ran, await this.correctionsBeside(ran)) };
  }

  /** Why a municipality pays an amount, in sentences; null when no billed line has this id, as far as was known. */
  async explain(
    region: string,
    id: string,
    language: Language,
    asked: RunAsked = {},
  ): Promise<KnownExplanation | null> {
    for (const period of await this.periodsOf(region, id)) {
      const { run, standing } = await this.run(region, period, asked);
      const line: BilledLine | LumpSumLine | undefined =
        run.lines.find((one) => one.id === id) ?? run.lumpSums.find((one) => one.id === id);
      if (!line) continue;
      const youths = line.kind === 'line' ? [line.youth] : [];
      const history = await historyAt(this.replays, region, { periods: [], position: run.position, youths });
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
    await this.projections.catchUp(declarationsProjection, region);
    const rows: { period: Month }[] = await this.source.query(
      `SELECT DISTINCT d.period FROM finance.line l JOIN finance.declaration d ON d.region = l.region AND d.id = l.declaration
       WHERE l.region = $1 AND l.provider = $2 AND l.reference = $3 AND d.counts`,
      [region, provider, reference],
    );
    const ofLumpSum = parseMonth(parts.at(-2) ?? '');
    return [...rows.map(({ period }) => period), ...(ofLumpSum ? [ofLumpSum] : [])];
  }
}

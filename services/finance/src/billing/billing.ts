import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { municipalities } from '@regieboek/ijw';
import type { EventLog } from '@regieboek/eventing';
import type { RegionDefinition } from '@regieboek/events';
import { replay, type RegionHistory } from '@regieboek/journal';
import { parseMonth, type Month } from '@regieboek/kernel';
import { EVENT_LOG, PROJECTIONS, type Projections } from '@regieboek/platform';
import { billPeriod, type BilledLine, type BillingRun } from '../domain/billing-run.js';
import type { LumpSumLine } from '../domain/lump-sum-lines.js';
import { declarationsProjection } from '../read-model/declarations.js';
import { SOURCE } from '../tokens.js';
import {
  claimsOf,
  digestOf,
  municipalitiesOf,
  portionOf,
  statementsOf,
  type Claim,
  type Statement,
} from './statement.js';
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

/** A billing run in figures, with what a person has to look at. */
export interface BillingSummary {
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

/** A billing run with the history it was made from. */
interface Ran {
  readonly run: BillingRun;
  readonly history: RegionHistory;
}

const codesOf = ({ run, history }: Ran): string[] =>
  history.definition ? municipalitiesOf(run, history.definition) : [];

function summaryOf({ run, history }: Ran): BillingSummary {
  const nameOf = namesIn(history.definition);
  return {
    region: run.region,
    period: run.period,
    position: run.position,
    digest: digestOf(run),
    totals: run.totals,
    municipalities: codesOf({ run, history }).map((code) => totalOf(run, code, nameOf(code))),
    claims: claimsOf(run),
    unresolved: run.lines.filter(({ municipality }) => municipality === null),
    review: run.lines.filter(({ review }) => review.length > 0).length,
  };
}

function allStatements({ run, history }: Ran, municipality?: string): Statement[] {
  const wanted = codesOf({ run, history }).filter((code) => municipality === undefined || code === municipality);
  return statementsOf(run, wanted, namesIn(history.definition));
}

/** Billing of months: every answer is a replay of the log, nothing is kept. */
@Injectable()
export class Billing {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SOURCE) private readonly source: DataSource,
    @Inject(PROJECTIONS) private readonly projections: Projections,
  ) {}

  /** Runs a month of a region over everything in the log now. */
  async run(region: string, period: Month): Promise<Ran> {
    const history = await replay(this.log, region, { wants: (head) => head.period === period });
    return { run: billPeriod(history, period), history };
  }

  /** A month in figures. */
  async summary(region: string, period: Month): Promise<BillingSummary> {
    return summaryOf(await this.run(region, period));
  }

  /** Statements of a month of all municipalities that bear something or take part, or of one of them. */
  async statements(region: string, period: Month, municipality?: string): Promise<Statement[]> {
    return allStatements(await this.run(region, period), municipality);
  }

  /** Figures and statements of a month, both from one run. */
  async month(region: string, period: Month): Promise<{ summary: BillingSummary; statements: Statement[] }> {
    const ran = await this.run(region, period);
    return { summary: summaryOf(ran), statements: allStatements(ran) };
  }

  /** Why a municipality pays an amount, in sentences; null when no billed line has this id. */
  async explain(region: string, id: string, language: Language): Promise<Explanation | null> {
    for (const period of await this.periodsOf(region, id)) {
      const { run, history } = await this.run(region, period);
      const line: BilledLine | LumpSumLine | undefined =
        run.lines.find((one) => one.id === id) ?? run.lumpSums.find((one) => one.id === id);
      if (line) return explainLine(line, { run, history, nameOf: namesIn(history.definition), language });
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

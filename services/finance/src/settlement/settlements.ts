import { Inject, Injectable } from '@nestjs/common';
import type { RegionDefinition } from '@regieboek/events';
import { paidByOrganisation } from '@regieboek/billing';
import { lastDayOf, type Month } from '@regieboek/kernel';
import { municipalitiesOf } from '../statements/statement.js';
import { namesIn } from '../billing/billing.js';
import { Books, type KnownAt } from '../books/books.js';
import { correctionsIn } from '../differences/corrections.js';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { runAt } from '../runs/runs.js';
import type { Watch } from '../runs/watch.js';
import { lumpSumsPaid } from '../domain/runs/lump-sum-payables.js';
import { monthsAsked, type MonthRange } from '../domain/runs/month-range.js';
import { receivedPerMonth } from '../domain/ledger/received.js';
import {
  settle,
  type MunicipalitySettlement,
  type Settlement,
  type SettledMonth,
  type SettlementTerms,
} from '../domain/settlement/settle.js';
import { mustBeMunicipalities } from './municipality-codes.js';

/** Months of a region to settle, as known at a day, a position or now. */
export interface SettlementQuery extends MonthRange {
  readonly knownAt?: KnownAt | undefined;
}

/** A settlement of months; for a sealed month the sealed result counts, and later facts are corrections elsewhere. */
export interface SettlementResult extends Omit<Settlement, 'municipalities'> {
  readonly region: string;
  readonly from: Month;
  readonly to: Month;
  readonly position: number;
  readonly providersPaidBy: SettlementTerms['providersPaidBy'];
  readonly advancesCounted: SettlementTerms['advancesCounted'];
  /** Months with whether they are sealed: a settlement over an open month can still change. */
  readonly months: readonly { readonly period: Month; readonly sealed: boolean }[];
  readonly municipalities: readonly (MunicipalitySettlement & { readonly name: string })[];
}

type PaidBy = SettlementTerms['providersPaidBy'];

/**
 * Payer of providers. Where the contracts file states it by date, it applies to the lines of each month: those that the
 * organisation pays have no payer, and so no claims. Otherwise the terms apply to all months.
 */
function paidBy(
  definition: RegionDefinition | null,
  to: Month,
  { providersPaidBy }: SettlementTerms,
): { readonly claims: PaidBy; readonly providersPaidBy: PaidBy } {
  if (!definition || definition.providersPaidBy.length === 0) return { claims: providersPaidBy, providersPaidBy };
  const isCentral = paidByOrganisation(definition, lastDayOf(to));
  return { claims: 'municipalities', providersPaidBy: isCentral ? 'organisation' : 'municipalities' };
}

/** Settles months of regions between municipalities: every answer is a replay of the log. */
@Injectable()
export class Settlements {
  constructor(
    @Inject(REPLAYS) private readonly replays: Replays,
    @Inject(Books) private readonly books: Books,
  ) {}

  /** Settles months by the terms. Throws MonthsRefused, AheadOfLog, NothingKnown and UnknownMunicipality. */
  async of(
    region: string,
    { from, to, knownAt }: SettlementQuery,
    terms: SettlementTerms,
    watch: Watch = {},
  ): Promise<SettlementResult> {
    const asked = monthsAsked({ from, to });
    const position = await this.books.positionOf(region, knownAt);
    const periods = await this.books.periods(region, position);
    const payments = await this.books.payments(region, position);
    const receipts = await this.books.receipts(region, position);
    const parts = receipts.flatMap(({ receipt }) => receivedPerMonth(receipt));
    const { rules } = this.books;
    const months: (SettledMonth & { readonly sealed: boolean })[] = [];
    const members = new Set<string>();
    let definition: RegionDefinition | null = null;
    for (const period of asked) {
      const seal = periods.sealOf(period)?.seal;
      const ruleSet = seal ? rules.named(seal.ruleSet) : rules.inForce(period);
      const month = { region, period };
      const { run, history } = await runAt(
        this.replays,
        month,
        { position: seal?.position ?? position, ruleSet },
        watch,
      );
      const corrections = await correctionsIn(this.replays, month, { periods, rules, position }, watch);
      const { lines, lumpSums } = run;
      const paidLumpSums = lumpSumsPaid(payments).filter((one) => one.period === period);
      const received = parts.filter(({ month: of }) => of === period);
      const sealed = seal !== undefined;
      months.push({ period, lines, lumpSums, corrections, paidLumpSums, received, sealed });
      if (history.definition) for (const code of municipalitiesOf(run, history.definition)) members.add(code);
      definition = history.definition;
    }
    mustBeMunicipalities(terms, region, definition);
    const nameOf = namesIn(definition);
    const by = paidBy(definition, to, terms);
    const settled = settle(months, { ...terms, providersPaidBy: by.claims }, [...members]);
    return {
      ...{ region, from, to, position, providersPaidBy: by.providersPaidBy, advancesCounted: terms.advancesCounted },
      months: months.map(({ period, sealed }) => ({ period, sealed })),
      ...settled,
      municipalities: settled.municipalities.map((one) => ({ ...one, name: nameOf(one.municipality) })),
    };
  }
}

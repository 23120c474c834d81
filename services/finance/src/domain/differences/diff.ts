/**
 * What differs between two runs of a month, in money: a line per youth, municipality, payer, provider, product and month.
 * The first run plus its differences is the second one, to the cent; differences of consecutive runs add up.
 */
import { sumCents, type Cents, type Month } from '@regieboek/kernel';
import type { BilledLine, BillingRun } from '../runs/billing-run.js';
import type { LumpSumLine } from '@regieboek/billing';

/** Key by which amounts of runs are compared. */
export interface Bearer {
  readonly kind: 'line' | 'lump-sum';
  /** Month of declaration of the run. */
  readonly period: Month;
  /** Pseudonym; null of a lump sum. */
  readonly youth: string | null;
  /** CBS code; null: undetermined. */
  readonly municipality: string | null;
  /** Municipality that pays the provider (WPB-P1); null for a lump sum, and where the organisation pays. */
  readonly payer: string | null;
  readonly provider: string;
  /** Product code (JZ021), or the id of the lump sum. */
  readonly product: string;
}

/** An amount that differs between two runs; `cents` is the second minus the first. */
export interface Difference extends Bearer {
  /** Key of a comparison as one text: unique within a comparison. */
  readonly key: string;
  readonly beforeCents: Cents;
  readonly afterCents: Cents;
  readonly cents: Cents;
  /** Residence rules of the lines of the second run, or of the first where the second has none; sorted. */
  readonly rules: readonly string[];
}

/** Lines of a run that are compared as one amount. */
interface Borne {
  readonly bearer: Bearer;
  cents: Cents;
  readonly rules: Set<string>;
}

/** Key by which lines are compared. */
export const bearerOf = (line: BilledLine | LumpSumLine, period: Month): Bearer =>
  line.kind === 'line'
    ? {
        kind: 'line',
        period,
        youth: line.youth,
        municipality: line.municipality,
        payer: line.payer,
        provider: line.provider,
        product: line.code,
      }
    : {
        kind: 'lump-sum',
        period,
        youth: null,
        municipality: line.municipality,
        payer: null,
        provider: line.provider,
        product: line.lumpSum,
      };

/** That key as one text. */
const keyOf = (one: Bearer): string =>
  [one.period, one.provider, one.kind, one.product, one.youth, one.payer, one.municipality]
    .map((part) => part ?? '-')
    .join('/');

/** Lines of a run. */
export type RunLines = Pick<BillingRun, 'period' | 'lines' | 'lumpSums'>;

/** Amounts of a run by key. */
export function borneIn({ period, lines, lumpSums }: RunLines): Map<string, Borne> {
  const all = new Map<string, Borne>();
  for (const line of [...lines, ...lumpSums]) {
    const bearer = bearerOf(line, period);
    const key = keyOf(bearer);
    const borne = all.get(key) ?? { bearer, cents: 0, rules: new Set() };
    all.set(key, borne);
    borne.cents += line.cents;
    if (line.kind === 'line') borne.rules.add(line.rule);
  }
  return all;
}

/** Differences between two runs of the same month, in order of key; none of a run with itself. */
export function diffRuns(before: RunLines, after: RunLines): Difference[] {
  const [old, now] = [borneIn(before), borneIn(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const [beforeCents, afterCents] = [was?.cents ?? 0, is?.cents ?? 0];
    const bearer = (is ?? was)?.bearer;
    if (!bearer || beforeCents === afterCents) return [];
    const rules = [...((is ?? was)?.rules ?? [])].sort();
    return [{ key, ...bearer, beforeCents, afterCents, cents: sumCents([afterCents, -beforeCents]), rules }];
  });
}

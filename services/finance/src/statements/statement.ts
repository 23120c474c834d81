import type { RegionDefinition } from '@regieboek/events';
import { sumCents, type Cents } from '@regieboek/kernel';
import type { BilledLine, BillingRun } from '../domain/runs/billing-run.js';
import { digestOf } from '../runs/digest.js';
import type { LumpSumLine } from '@regieboek/billing';

/** A claim (vordering) of the municipality that paid the provider on the one that is responsible. */
export interface Claim {
  readonly payer: string;
  readonly responsible: string;
  readonly cents: Cents;
  readonly lines: number;
}

/** Lines that a municipality bears in a month, with its claims and debts. */
export interface Statement {
  readonly region: string;
  readonly period: string;
  readonly municipality: string;
  readonly name: string;
  /** Log position and digest of the billing run. */
  readonly position: number;
  readonly digest: string;
  readonly totalCents: Cents;
  readonly lineCents: Cents;
  readonly lumpSumCents: Cents;
  readonly claimsReceivable: readonly Claim[];
  readonly claimsPayable: readonly Claim[];
  readonly lines: readonly BilledLine[];
  readonly lumpSums: readonly LumpSumLine[];
}

/** Claims of a run, by payer and responsible municipality, lowest codes first. */
export function claimsOf({ lines }: BillingRun): Claim[] {
  const claims = new Map<string, { payer: string; responsible: string; cents: Cents; lines: number }>();
  for (const { payer, municipality, cents } of lines) {
    if (municipality === null || payer === null || municipality === payer) continue;
    const key = `${payer}/${municipality}`;
    const claim = claims.get(key) ?? { payer, responsible: municipality, cents: 0, lines: 0 };
    claims.set(key, claim);
    claim.cents += cents;
    claim.lines += 1;
  }
  return [...claims.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, claim]) => claim);
}

/** Municipalities that bear something in a run, or take part in the region. */
export function municipalitiesOf(run: BillingRun, definition: RegionDefinition): string[] {
  const codes = new Set(
    definition.municipalities
      .filter(({ from, to }) => from.slice(0, 7) <= run.period && (to === null || to.slice(0, 7) >= run.period))
      .map(({ code }) => code),
  );
  for (const { municipality } of [...run.lines, ...run.lumpSums]) if (municipality !== null) codes.add(municipality);
  return [...codes].sort();
}

/** The same, and municipalities that bear corrections of earlier months. */
export const statedMunicipalities = (
  run: BillingRun,
  definition: RegionDefinition | null,
  corrections: readonly { readonly municipality: string | null }[],
): string[] => {
  const bearing = corrections.flatMap(({ municipality }) => municipality ?? []);
  return [...new Set([...(definition ? municipalitiesOf(run, definition) : []), ...bearing])].sort();
};

/** Lines that one municipality bears in a run. */
export function portionOf(run: BillingRun, municipality: string) {
  const lines = run.lines.filter((line) => line.municipality === municipality);
  const lumpSums = run.lumpSums.filter((line) => line.municipality === municipality);
  const lineCents = sumCents(lines.map(({ cents }) => cents));
  const lumpSumCents = sumCents(lumpSums.map(({ cents }) => cents));
  return { lines, lumpSums, lineCents, lumpSumCents, totalCents: lineCents + lumpSumCents };
}

/** Statements of these municipalities from a run; claims are those of the whole run, made once, and so is its digest. */
export function statementsOf(
  run: BillingRun,
  municipalities: readonly string[],
  nameOf: (code: string) => string,
  digest = digestOf(run),
): Statement[] {
  const claims = claimsOf(run);
  return municipalities.map((municipality) => ({
    region: run.region,
    period: run.period,
    municipality,
    name: nameOf(municipality),
    position: run.position,
    digest,
    claimsReceivable: claims.filter(({ payer }) => payer === municipality),
    claimsPayable: claims.filter(({ responsible }) => responsible === municipality),
    ...portionOf(run, municipality),
  }));
}

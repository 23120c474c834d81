import type { Pool } from 'pg';
import {
  isListedProduct,
  municipalities,
  deliveryKey,
  type ContractedProduct,
  type Declaration,
  type DeclarationLedger,
  type EarlierLine,
  type LedgerAssignment,
  type JW323Prestatie,
  REMOVAL_REASON,
} from '@regieboek/ijw';
import type { Assignment, Contract } from '@regieboek/events';
import { OPEN, toDay, type CalendarDate } from '@regieboek/kernel';

const municipalityCodes = new Set(municipalities.map(([code]) => code));

// SQL as text: every declaration of an import is judged by these, and each joins lines with declarations several times over.

/** Sources of the ledger for one declaration. */
export interface LedgerSource {
  readonly pool: Pool;
  readonly region: string;
  /** Id of the declaration itself, whose own lines are excluded. */
  readonly id: string;
  readonly contracts: ReadonlyMap<string, Contract>;
  /** True when a code is a municipality of a region, now or before a reorganisation (TR378). */
  readonly hasMunicipality: (code: string) => boolean;
  /** True when a municipality is the legal successor of another one. */
  readonly succeeded: (municipality: string, predecessor: string) => boolean;
  /** BSN -> youth id. */
  readonly youths: ReadonlyMap<string, string>;
}

const toLedger = (one: Assignment): LedgerAssignment => ({
  number: one.number,
  client: one.youth,
  provider: one.provider,
  category: one.category ?? undefined,
  code: one.code ?? undefined,
  unit: one.unit ?? undefined,
  volume: one.volume ?? undefined,
  frequency: one.frequency ?? undefined,
  budget: one.budgetCents ?? undefined,
  from: toDay(one.from),
  to: one.to === null ? OPEN : toDay(one.to),
  removed: one.reason === REMOVAL_REASON,
});

async function assignmentsOf({ pool, region }: LedgerSource, municipality: string, numbers: readonly number[]) {
  const { rows } = await pool.query<{ assignment: Assignment }>(
    'SELECT assignment FROM finance.assignment WHERE region = $1 AND municipality = $2 AND number = ANY($3)',
    [region, municipality, numbers],
  );
  return new Map(rows.map(({ assignment }) => [assignment.number, toLedger(assignment)]));
}

interface LineRow {
  reference: string;
  previous: string | null;
  youth: string | null;
  assignment: number;
  category: JW323Prestatie['productCategorie'];
  code: string;
  first_day: CalendarDate;
  last_day: CalendarDate;
  volume: number;
  unit: EarlierLine['unit'];
  municipality: string;
  cents: string;
  approved: boolean;
  credited: boolean;
}

const lineColumns = `
  l.reference, l.previous, l.youth, l.assignment, l.category, l.code, l.first_day::text, l.last_day::text, l.volume, l.unit,
  l.municipality, l.cents, l.codes = '{}' AS approved,
  EXISTS (SELECT 1 FROM finance.line c JOIN finance.declaration e ON e.region = c.region AND e.id = c.declaration
    WHERE c.region = l.region AND c.provider = l.provider AND c.previous = l.reference AND c.codes = '{}' AND e.counts) AS credited
  FROM finance.line l JOIN finance.declaration d ON d.region = l.region AND d.id = l.declaration AND d.counts`;

const keyOf = (row: LineRow): string =>
  deliveryKey({
    toewijzingNummer: row.assignment,
    productCategorie: row.category,
    productCode: row.code,
    productPeriode: { begindatum: row.first_day, einddatum: row.last_day },
  });

const toEarlier = (row: LineRow, isOwn: boolean): EarlierLine => ({
  isOwn,
  status: row.approved ? 'approved' : 'rejected',
  credited: row.credited,
  client: row.youth ?? '',
  debitOrCredit: row.previous === null ? 'D' : 'C',
  key: keyOf(row),
  unit: row.unit,
  volume: row.volume,
  cents: Math.abs(Number(row.cents)),
});

/** Sender and receiver of a declaration. */
interface Parties {
  readonly provider: string;
  readonly municipality: string;
}

/** Earlier lines by reference. Of several lines with one reference, an approved one is returned. */
async function linesByReference(
  { pool, region, succeeded }: LedgerSource,
  { provider, municipality }: Parties,
  references: readonly string[],
) {
  const { rows } = await pool.query<LineRow>(
    `SELECT ${lineColumns} WHERE l.region = $1 AND l.provider = $2 AND l.reference = ANY($3)`,
    [region, provider, references],
  );
  const byReference = new Map<string, EarlierLine>();
  for (const row of rows.sort((a, b) => Number(a.approved) - Number(b.approved)))
    byReference.set(
      row.reference,
      toEarlier(row, row.municipality === municipality || succeeded(municipality, row.municipality)),
    );
  return byReference;
}

interface SumRow {
  assignment: number;
  unit: string;
  volume: string;
  cents: string;
}

/**
 * Sums of the approved lines on these assignments minus credits: volume per unit, and cents. A credit of a line that a predecessor
 * received is about an assignment of that predecessor.
 */
async function sumsOf({ pool, region }: LedgerSource, municipality: string, numbers: readonly number[]) {
  const { rows } = await pool.query<SumRow>(
    `SELECT l.assignment, l.unit, sum(CASE WHEN l.previous IS NULL THEN l.volume ELSE -l.volume END) AS volume,
       sum(l.cents) AS cents
     FROM finance.line l JOIN finance.declaration d ON d.region = l.region AND d.id = l.declaration AND d.counts
     WHERE l.region = $1 AND l.municipality = $2 AND l.assignment = ANY($3) AND l.codes = '{}'
       AND NOT EXISTS (SELECT 1 FROM finance.line o WHERE o.region = l.region AND o.provider = l.provider
         AND o.reference = l.previous AND o.municipality <> l.municipality AND o.codes = '{}')
     GROUP BY l.assignment, l.unit`,
    [region, municipality, numbers],
  );
  const volumes = new Map<string, number>();
  const cents = new Map<number, number>();
  for (const row of rows) {
    volumes.set(`${row.assignment}/${row.unit}`, Number(row.volume));
    cents.set(row.assignment, (cents.get(row.assignment) ?? 0) + Number(row.cents));
  }
  return { volumes, cents };
}

/** References of approved debits on these assignments that were not credited, by their key, in some periods. */
async function standingDebits(
  { pool, region }: LedgerSource,
  municipality: string,
  { numbers, firstDays }: { numbers: readonly number[]; firstDays: readonly string[] },
): Promise<Map<string, string>> {
  const { rows } = await pool.query<LineRow>(
    `SELECT ${lineColumns} WHERE l.region = $1 AND l.municipality = $2 AND l.assignment = ANY($3)
       AND l.first_day = ANY($4::date[]) AND l.codes = '{}' AND l.previous IS NULL`,
    [region, municipality, numbers, firstDays],
  );
  return new Map(rows.flatMap((row) => (row.credited ? [] : [[keyOf(row), row.reference] as const])));
}

interface SentRow {
  id: string;
  municipality: string;
  message_id: string;
  number: string;
  period: string;
  counts: boolean;
}

/** Declarations of this provider that were decided before. */
async function sentBefore({ pool, region, id }: LedgerSource, provider: string): Promise<SentRow[]> {
  const { rows } = await pool.query<SentRow>(
    `SELECT id, municipality, message_id, number, period, counts FROM finance.declaration
     WHERE region = $1 AND provider = $2 AND id <> $3 AND approved_cents IS NOT NULL`,
    [region, provider, id],
  );
  return rows;
}

interface Span {
  readonly from: string;
  readonly to: string | null;
}

const holdsOn =
  (day: number) =>
  ({ from, to }: Span): boolean =>
    toDay(from) <= day && (to === null || day <= toDay(to));

/** Contract terms of a product on a day; undefined when the contract does not have it or is not in force. */
function productOn(contract: Contract | undefined, code: string, day: number): ContractedProduct | undefined {
  const product = contract && holdsOn(day)(contract) ? contract.products.find((one) => one.code === code) : undefined;
  if (!product) return undefined;
  const { unit } = product;
  const tariff = product.tariffs.find(holdsOn(day));
  return { unit, tariff: tariff && { cents: tariff.cents, unit } };
}

/** First day of the latest period declared, to one municipality or to any of the region. */
const latest = (rows: readonly SentRow[], municipality?: string): CalendarDate | undefined => {
  const periods = rows
    .filter((row) => row.counts && (municipality === undefined || row.municipality === municipality))
    .map(({ period }) => period)
    .sort();
  const last = periods.at(-1);
  return last === undefined ? undefined : (`${last}-01` as CalendarDate);
};

/** Everything that one declaration is judged against, as it was before it. */
export async function loadLedger(source: LedgerSource, { head, lines }: Declaration): Promise<DeclarationLedger> {
  const { afzender: provider, ontvanger: municipality } = head.header;
  const numbers = [...new Set(lines.map(({ prestatie }) => prestatie.toewijzingNummer))];
  const references = lines.flatMap(({ prestatie: { productReferentie: one } }) => [
    one.referentieNummer,
    one.vorigReferentieNummer ?? one.referentieNummer,
  ]);
  const firstDays = [...new Set(lines.map(({ prestatie }) => prestatie.productPeriode.begindatum))];
  const [assignments, earlier, sums, debits, sent] = await Promise.all([
    assignmentsOf(source, municipality, numbers),
    linesByReference(source, { provider, municipality }, references),
    sumsOf(source, municipality, numbers),
    standingDebits(source, municipality, { numbers, firstDays }),
    sentBefore(source, provider),
  ]);
  const contract = source.contracts.get(provider);
  return {
    messageSeen: (_, identification) => sent.some((row) => row.message_id === identification),
    isMunicipality: (code) => municipalityCodes.has(code) || source.hasMunicipality(code),
    declarationNumberSeen: (_, number) => sent.some((row) => row.counts && row.number === number),
    lastPeriod: (_, code) => latest(sent, code),
    lastPeriodAnywhere: () => latest(sent),
    client: (bsn) => source.youths.get(bsn),
    assignment: (number) => assignments.get(number),
    product: (_, code, day) => productOn(contract, code, day),
    isProduct: (category, code) => isListedProduct(contract?.products ?? [], category, code),
    lineByReference: (_, reference) => earlier.get(reference),
    approvedVolume: (assignment, unit) => sums.volumes.get(`${assignment}/${unit}`) ?? 0,
    approvedCents: (assignment) => sums.cents.get(assignment) ?? 0,
    standingDebit: (key) => debits.get(key),
  };
}

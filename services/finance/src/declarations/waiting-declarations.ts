import type { Pool } from 'pg';
import type { Declaration } from '@regieboek/ijw';
import { fromDay, monthOf, nextMonth, toDay, type CalendarDate, type Month } from '@regieboek/kernel';

/** A declaration that may have to wait: the day it was made, the month declared, and the months its lines are about. */
export interface Candidate {
  readonly region: string;
  readonly message: string;
  readonly provider: string;
  readonly municipality: string;
  readonly madeOn: CalendarDate;
  readonly period: Month;
  readonly months: readonly Month[];
}

/** Reason for waiting: the month that was not declared, and the last day to wait. */
export interface Wait {
  readonly missing: Month;
  readonly until: CalendarDate;
}

interface WaitingRow {
  readonly message: string;
  readonly provider: string;
  readonly municipality: string;
  readonly period: Month;
  readonly until: CalendarDate;
  readonly region: string;
  readonly months: readonly Month[];
}

const columns = 'region, message, provider, municipality, period, months, until::text';

/** First month after `last` and before the month declared in which an assignment to the provider ran. */
const missingMonth = `
  SELECT to_char(m.month, 'YYYY-MM') AS missing
  FROM generate_series($4::date, $5::date - interval '1 month', interval '1 month') AS m(month)
  WHERE to_char(m.month, 'YYYY-MM') <> ALL ($6) AND EXISTS (SELECT 1 FROM finance.assignment a
    WHERE a.region = $1 AND a.municipality = $2 AND a.assignment->>'provider' = $3
      AND coalesce(a.assignment->>'reason', '') <> '13'
      AND (a.assignment->>'from')::date < m.month + interval '1 month'
      AND coalesce((a.assignment->>'to')::date, 'infinity') >= m.month)
  ORDER BY m.month LIMIT 1`;

/**
 * Declarations that arrived out of order. A declaration waits for its predecessor when the provider declared to the municipality
 * before, a month in between was not declared, an assignment to the provider ran in that month, and no line of this declaration
 * is about it: lines of a later declaration can make up for a missed month (IV090). It waits some days from the day it was made:
 * an older one, such as years of history, does not wait, because no other is on its way.
 */
export class WaitingDeclarations {
  constructor(private readonly pool: Pool) {}

  /** Reason why a declaration has to wait, if any; stored, or deleted when it no longer waits. */
  async check(candidate: Candidate, today: CalendarDate, days: number): Promise<Wait | undefined> {
    const until = fromDay(toDay(candidate.madeOn) + days);
    const wait = days === 0 || until < today ? undefined : await this.waitUntil(candidate, until);
    if (wait) return wait;
    await this.pool.query('DELETE FROM finance.waiting_declaration WHERE message = $1', [candidate.message]);
    return undefined;
  }

  /** Messages that wait for declarations of this provider to this municipality, earliest month first. */
  async behind({
    region,
    provider,
    municipality,
  }: Omit<Candidate, 'message' | 'madeOn' | 'period' | 'months'>): Promise<string[]> {
    const { rows } = await this.pool.query<WaitingRow>(
      `SELECT ${columns} FROM finance.waiting_declaration
       WHERE region = $1 AND provider = $2 AND municipality = $3 ORDER BY period, message`,
      [region, provider, municipality],
    );
    return rows.map(({ message }) => message);
  }

  /** Messages that may continue: their last day has passed, or the awaited month was declared. */
  async ready(today: CalendarDate): Promise<string[]> {
    const { rows } = await this.pool.query<WaitingRow>(
      `SELECT ${columns} FROM finance.waiting_declaration ORDER BY region, provider, municipality, period, message`,
    );
    const ready: string[] = [];
    for (const row of rows) if (row.until < today || (await this.missing(row)) === undefined) ready.push(row.message);
    return ready;
  }

  private async waitUntil(candidate: Candidate, until: CalendarDate): Promise<Wait | undefined> {
    const missing = await this.missing(candidate);
    if (missing === undefined) return undefined;
    const { region, message, provider, municipality, period, months } = candidate;
    await this.pool.query(
      `INSERT INTO finance.waiting_declaration (region, message, provider, municipality, period, months, until)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (message) DO UPDATE SET until = excluded.until`,
      [region, message, provider, municipality, period, months, until],
    );
    return { missing, until };
  }

  private async missing({ region, provider, municipality, period, months }: Omit<Candidate, 'message' | 'madeOn'>) {
    const { rows } = await this.pool.query<{ last: Month | null }>(
      `SELECT max(period) AS last FROM finance.declaration
       WHERE region = $1 AND provider = $2 AND municipality = $3 AND counts`,
      [region, provider, municipality],
    );
    const last = rows[0]?.last;
    if (!last || nextMonth(last) >= period) return undefined;
    const from = `${nextMonth(last)}-01`;
    const gap = await this.pool.query<{ missing: Month }>(missingMonth, [
      region,
      municipality,
      provider,
      from,
      `${period}-01`,
      months,
    ]);
    return gap.rows[0]?.missing;
  }
}

/** A declaration as it may wait for another one. */
export const candidateOf = ({ head, lines }: Declaration, region: string, message: string): Candidate => ({
  region,
  message,
  provider: head.header.afzender,
  municipality: head.header.ontvanger,
  madeOn: head.header.berichtIdentificatie.dagtekening,
  period: monthOf(toDay(head.declaratie.declaratiePeriode.begindatum)),
  months: [...new Set(lines.map(({ prestatie }) => monthOf(toDay(prestatie.productPeriode.begindatum))))],
});

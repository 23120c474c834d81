import { createHash } from 'node:crypto';
import type { Correction } from '../../domain/differences/diff-causes.js';
import type { BillingRun } from '../../domain/runs/billing-run.js';
import { statementsOf } from '../statement.js';
import { digestOfLine, provenLines, type StatementContent } from './proven-line.js';

/** Statement that a digest is of. */
export interface StatementOf {
  readonly region: string;
  readonly period: string;
  readonly municipality: string;
}

/** SHA-256 of a statement over the digests of its lines, in the order of `provenLines`. */
export function digestOfLines({ region, period, municipality }: StatementOf, lines: Iterable<Uint8Array>): string {
  const hash = createHash('sha256').update(
    `${JSON.stringify(['regieboek statement 1', region, period, municipality])}\n`,
  );
  for (const digest of lines) hash.update(digest);
  return hash.digest('hex');
}

function* digestsIn(statement: StatementContent): Generator<Buffer> {
  for (const line of provenLines(statement)) yield digestOfLine(line);
}

/** Digests of the statements of a run, by municipality. */
export function statementDigests(
  run: BillingRun,
  municipalities: readonly string[],
  corrections: readonly Correction[],
): Record<string, string> {
  const { region, period } = run;
  const byBearer = Map.groupBy(corrections, ({ municipality }) => municipality);
  return Object.fromEntries(
    statementsOf(run, municipalities, (code) => code, '').map((statement) => {
      const { municipality } = statement;
      const content = { ...statement, corrections: byBearer.get(municipality) ?? [] };
      return [municipality, digestOfLines({ region, period, municipality }, digestsIn(content))];
    }),
  );
}

/**
 * Reconciliation (aansluiting) by columns: the same outcome as `reconcile` over objects, for months of a large region.
 * Only lines that somebody has to look at become objects.
 */
import { at, type MonthColumns } from '@regieboek/journal';
import { codesIn } from './reconcile-codes.js';
import { DeclaredRows } from './reconcile-declared-rows.js';
import { declaredSide } from './reconcile-declared-side.js';
import { expectedRows, type ExpectedYouths } from './reconcile-expected-columns.js';
import type { ExpectedRows } from './reconcile-expected-rows.js';
import { ALONE, DIFFERENT, joinLines, MATCHED, type Joined } from './reconcile-join.js';
import { JoinNumbers } from './reconcile-numbers.js';
import { CREDITED, References, REPEATED } from './reconcile-references.js';
import { RunningTotals, type ReconciledTotals } from './reconcile-totals.js';
import { classOfJoin, isWithin, type ReconciledExpectation, type ReconciledLine } from './reconcile.js';

/** A reconciliation in sums, and the lines of it that are not matched and approved. */
export interface ReconciledColumns {
  readonly totals: ReconciledTotals;
  /** By AGB code, lowest first. */
  readonly providers: readonly (ReconciledTotals & { readonly provider: string })[];
  readonly declared: readonly ReconciledLine[];
  readonly expected: readonly ReconciledExpectation[];
  readonly youths: ExpectedYouths;
}

class ColumnsReconciled {
  readonly #declared: DeclaredRows;
  readonly #expected: ExpectedRows;
  readonly #states: Uint8Array;
  /** Place among the lines that are joined of each declared row; -1 of the others. */
  readonly #places: Int32Array;
  readonly #joined: Joined;
  readonly #youths: ExpectedYouths;
  readonly #sums = new Map<string, RunningTotals>();

  constructor(
    private readonly columns: MonthColumns,
    provider: string | undefined,
  ) {
    const codeIn = codesIn(columns.region);
    const numbers = new JoinNumbers(columns, codeIn);
    const { rows, youths } = expectedRows({ columns, numbers, provider });
    const declared = new DeclaredRows(columns, codeIn);
    this.#states = new References(declared).states();
    const { side, open } = declaredSide(declared, this.#states, numbers);
    this.#joined = joinLines(
      side,
      rows.side(),
      (place, other) => !rows.isExact(other) && isWithin(declared.amounts(at(open, place)), rows.amounts(other)),
    );
    this.#places = new Int32Array(declared.rows).fill(ALONE);
    for (let place = 0; place < open.length; place += 1) this.#places[at(open, place)] = place;
    this.#declared = declared;
    this.#expected = rows;
    this.#youths = youths;
  }

  done(): ReconciledColumns {
    const [declared, expected] = [this.#declaredLines(), this.#expectedLines()];
    const providers = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1));
    const totals = new RunningTotals();
    for (const [, sums] of providers) totals.add(sums);
    return {
      totals: totals.done(),
      providers: providers.map(([provider, sums]) => ({ provider, ...sums.done() })),
      declared,
      expected,
      youths: this.#youths,
    };
  }

  #declaredLines(): ReconciledLine[] {
    const declared = this.#declared;
    const sums: RunningTotals[] = [];
    const lines: ReconciledLine[] = [];
    for (const row of declared.order) {
      const outcome = this.#outcomeOf(row);
      const provider = declared.provider(row);
      (sums[provider] ??= this.#sumsOf(this.columns.names.words.text(provider))).declare(
        outcome,
        declared.cents[row] ?? 0,
      );
      if (outcome === 'matched' && !declared.isRefused(row)) continue;
      const partner = this.#partnerOf(row);
      const expected = partner === ALONE ? null : this.#expected.line(partner, this.columns.names.youth);
      lines.push({ line: declared.line(row), outcome, expected, isCredited: this.#states[row] === CREDITED });
    }
    return lines;
  }

  #outcomeOf(row: number): ReconciledLine['outcome'] {
    const place = at(this.#places, row);
    if (place !== ALONE) return classOfJoin(this.#joined.declared[place]);
    if (this.#states[row] === REPEATED) return 'duplicate';
    return at(this.#declared.month, row) === ALONE ? 'out-of-period' : 'matched';
  }

  #partnerOf(row: number): number {
    const place = at(this.#places, row);
    return place === ALONE ? ALONE : at(this.#joined.partner, place);
  }

  #expectedLines(): ReconciledExpectation[] {
    const expected = this.#expected;
    const sums: RunningTotals[] = [];
    const lines: ReconciledExpectation[] = [];
    for (const row of expected.inOrder()) {
      const code = this.#joined.expected[row];
      const outcome = code === MATCHED ? 'matched' : code === DIFFERENT ? 'different' : 'undeclared';
      const offer = expected.offer[row] ?? ALONE;
      (sums[offer] ??= this.#sumsOf(expected.providerOf(offer))).expect(outcome, expected.cents[row] ?? 0);
      if (outcome === 'undeclared') lines.push({ line: expected.line(row, this.columns.names.youth), outcome });
    }
    return lines;
  }

  #sumsOf(provider: string): RunningTotals {
    const known = this.#sums.get(provider) ?? new RunningTotals();
    this.#sums.set(provider, known);
    return known;
  }
}

/** Reconciles months of a region from columns that hold one provider or all. */
export const reconcileColumns = (columns: MonthColumns, provider?: string): ReconciledColumns =>
  new ColumnsReconciled(columns, provider).done();

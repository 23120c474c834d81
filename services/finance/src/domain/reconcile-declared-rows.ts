import { at, lineAt, NO_NUMBER, NONE, type MonthColumns } from '@regieboek/journal';
import { fields, type DecidedLine } from '@regieboek/events';
import { monthOf, type Month } from '@regieboek/kernel';
import type { CodeIn } from './reconcile-codes.js';
import { byPrecedence } from './reconcile-precedence.js';
import type { DeclaredLine } from './reconcile-declared.js';

/** What of a declared line says whether it meets an expected one. */
export type DeclaredAmounts = Pick<DecidedLine, 'unit' | 'volume' | 'tariffCents' | 'cents'>;

/** Declared lines as columns, by row; those that do not fit into columns are kept beside them. */
export class DeclaredRows {
  readonly rows: number;
  /** Rows by precedence. */
  readonly order: Int32Array;
  /** Number of the month that a line is of; -1 when it is within none of those reconciled. */
  readonly month: Int32Array;
  readonly volume: Float64Array;
  readonly cents: Float64Array;
  readonly assignment: Float64Array;
  /** Lines that do not fit into columns, by row. */
  readonly wide = new Map<number, DecidedLine>();
  readonly #providers: Int32Array;
  readonly #units: { readonly unit: DecidedLine['unit']; readonly number: number }[] = [];

  constructor(
    readonly columns: MonthColumns,
    private readonly codeIn: CodeIn,
  ) {
    const { lines, names, months } = columns;
    const { column, rows } = lines;
    this.rows = rows;
    this.month = new Int32Array(rows);
    this.volume = new Float64Array(column.volume);
    this.cents = new Float64Array(column.cents);
    this.assignment = new Float64Array(column.assignment);
    this.#providers = column.declaration.map((declaration) => at(columns.declarations.provider, declaration));
    for (let row = 0; row < rows; row += 1) {
      this.month[row] = months.of(at(column.from, row), at(column.to, row));
      if (at(column.referenceBytes, row) === NONE) this.#widen(row, lineAt(lines, row, names));
    }
    this.order = byPrecedence(lines, new Map([...this.wide].map(([row, { place }]) => [row, place])));
  }

  #widen(row: number, line: DecidedLine): void {
    this.wide.set(row, line);
    this.volume[row] = line.volume;
    this.cents[row] = line.cents;
    this.assignment[row] = line.assignment;
  }

  /** Word of the provider of a row. */
  provider(row: number): number {
    return at(this.#providers, row);
  }

  /** Word of the municipality that the declaration of a row was sent to. */
  payer(row: number): number {
    return at(this.columns.declarations.payer, at(this.columns.lines.column.declaration, row));
  }

  isRefused(row: number): boolean {
    return at(this.columns.lines.column.codes, row) !== NONE;
  }

  tariff(row: number): number | null {
    const wide = this.wide.size > 0 ? this.wide.get(row) : undefined;
    if (wide) return wide.tariffCents;
    const tariff = at(this.columns.lines.column.tariff, row);
    return tariff === NO_NUMBER ? null : tariff;
  }

  /** Unit (WJ756) of a row, and the same as a number. */
  unit(row: number) {
    const word = at(this.columns.lines.column.unit, row);
    const known = this.#units[word];
    if (known) return known;
    const unit = fields.unit.parse(this.columns.names.words.text(word));
    return (this.#units[word] = { unit, number: Number(unit) });
  }

  /** What of a row says whether it meets an expected one. */
  amounts(row: number): DeclaredAmounts {
    const { unit } = this.unit(row);
    return { unit, volume: this.volume[row] ?? 0, tariffCents: this.tariff(row), cents: this.cents[row] ?? 0 };
  }

  /** The line of a row with where it stands. */
  line(row: number): DeclaredLine {
    const { lines, names, declarations } = this.columns;
    const line = this.wide.get(row) ?? lineAt(lines, row, names);
    const declaration = at(lines.column.declaration, row);
    const period = declarations.monthOf(declaration);
    return {
      ...line,
      provider: names.words.text(this.provider(row)),
      municipality: this.codeIn(names.words.text(this.payer(row)), this.#ownMonth(row) ?? period),
      declaration: names.declarations.text(declaration),
      period,
      sequence: declaration,
    };
  }

  #ownMonth(row: number): Month | null {
    const { column } = this.columns.lines;
    const [from, to] = [at(column.from, row), at(column.to, row)];
    return from <= to && monthOf(from) === monthOf(to) ? monthOf(from) : null;
  }
}

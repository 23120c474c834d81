import { fields, type DecidedLine } from '@regieboek/events';
import { at, lineAt, NO_NUMBER, NONE, type LineTable, type MonthColumns } from '@regieboek/journal';

/** Amounts of a declared line that decide whether it matches an expected one. */
export type DeclaredAmounts = Pick<DecidedLine, 'unit' | 'volume' | 'tariffCents' | 'cents'>;

/** Columns to read declared rows from. */
export type DeclaredColumns = Pick<MonthColumns, 'lines' | 'names' | 'provider' | 'payer'>;

/** Values of declared lines by row; lines that do not fit into columns are kept separately. */
export class DeclaredRows {
  readonly rows: number;
  /** Lines that do not fit into columns, by row. */
  readonly wide = new Map<number, DecidedLine>();
  readonly #column: LineTable['column'];
  readonly #providers: Int32Array;
  readonly #payers: Int32Array;
  readonly #units: { readonly unit: DecidedLine['unit']; readonly number: number }[] = [];

  constructor(readonly columns: DeclaredColumns) {
    const { lines, names, provider, payer } = columns;
    this.rows = lines.rows;
    this.#column = lines.column;
    this.#providers = provider;
    this.#payers = payer;
    const { referenceBytes } = lines.column;
    for (let row = 0; row < lines.rows; row += 1)
      if (at(referenceBytes, row) === NONE) this.wide.set(row, lineAt(lines, row, names));
  }

  /** Word of the provider of a row. */
  provider(row: number): number {
    return at(this.#providers, at(this.#column.declaration, row));
  }

  /** Word of the municipality that the declaration of a row was sent to. */
  payer(row: number): number {
    return at(this.#payers, at(this.#column.declaration, row));
  }

  isRefused(row: number): boolean {
    return at(this.#column.codes, row) !== NONE;
  }

  place(row: number): number {
    return this.#wide(row)?.place ?? at(this.#column.place, row);
  }

  assignment(row: number): number {
    return this.#wide(row)?.assignment ?? at(this.#column.assignment, row);
  }

  volume(row: number): number {
    return this.#wide(row)?.volume ?? at(this.#column.volume, row);
  }

  cents(row: number): number {
    return this.#wide(row)?.cents ?? at(this.#column.cents, row);
  }

  tariff(row: number): number | null {
    const wide = this.#wide(row);
    if (wide) return wide.tariffCents;
    const tariff = at(this.#column.tariff, row);
    return tariff === NO_NUMBER ? null : tariff;
  }

  /** Unit (WJ756) of a row, and the same as a number. */
  unit(row: number) {
    const word = at(this.#column.unit, row);
    const known = this.#units[word];
    if (known) return known;
    const unit = fields.unit.parse(this.columns.names.words.text(word));
    return (this.#units[word] = { unit, number: Number(unit) });
  }

  /** Amounts of a row that decide whether it matches an expected one. */
  amounts(row: number): DeclaredAmounts {
    return {
      unit: this.unit(row).unit,
      volume: this.volume(row),
      tariffCents: this.tariff(row),
      cents: this.cents(row),
    };
  }

  /**
   * Negative when a row precedes another: approved lines before refused ones, then by declaration, place in it, and log
   * position.
   */
  precedence(a: number, b: number): number {
    const column = this.#column;
    return (
      Number(this.isRefused(a)) - Number(this.isRefused(b)) ||
      at(column.declaration, a) - at(column.declaration, b) ||
      this.place(a) - this.place(b) ||
      at(column.position, a) - at(column.position, b) ||
      at(column.index, a) - at(column.index, b)
    );
  }

  #wide(row: number): DecidedLine | undefined {
    return this.wide.size > 0 ? this.wide.get(row) : undefined;
  }
}

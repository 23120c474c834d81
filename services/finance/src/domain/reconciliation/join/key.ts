import { AMOUNTS, type JoinSide } from './partitions.js';

/** Declared lines; two lines are copies when quantity, cents and variant are equal. */
export interface DeclaredSide extends JoinSide {
  readonly variant: Int32Array | Float64Array;
}

/** Outcome for a line of either side; LEFT is unknown when declared and undeclared when expected. */
export const MATCHED = 1;
export const DIFFERENT = 2;
export const LEFT = 3;
export const DUPLICATE = 4;

/** There is no line on the other side. */
export const ALONE = -1;

/** Outcome of a join: a class per row, and for declared rows the expected row that they were compared with. */
export interface Joined {
  readonly declared: Uint8Array;
  readonly expected: Uint8Array;
  readonly partner: Int32Array;
}

/** Whether a declared row fits an expected row of the same key without being equal to it. */
export type Fits = (declared: number, expected: number) => boolean;

const inOrder = (rows: readonly number[], order: Float64Array): readonly number[] =>
  rows.length > 1 ? [...rows].sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0) || a - b) : rows;

/** Matches lines of one key, and stores their outcomes. */
export class KeySettlement {
  readonly outcome: Joined;

  constructor(
    private readonly declared: DeclaredSide,
    private readonly expected: JoinSide,
    private readonly fits: Fits,
  ) {
    this.outcome = {
      declared: new Uint8Array(declared.rows).fill(LEFT),
      expected: new Uint8Array(expected.rows).fill(LEFT),
      partner: new Int32Array(declared.rows).fill(ALONE),
    };
  }

  match(row: number, other: number): void {
    this.#pair(row, other, MATCHED);
  }

  /** Matches all lines of one key, overriding earlier outcomes of some of them. */
  settle(declaredRows: readonly number[], expectedRows: readonly number[]): void {
    const [row, other] = [declaredRows[0], expectedRows[0]];
    if (declaredRows.length === 1 && expectedRows.length <= 1 && row !== undefined) this.settleAlone(row, other);
    else this.#settleAll(declaredRows, expectedRows);
  }

  /** The usual case: the only declared line of a key, and the only expected one or none. */
  settleAlone(row: number, other: number | undefined): void {
    if (other === undefined) this.#leave(row, LEFT);
    else this.#pair(row, other, this.#isEqual(row, other) || this.fits(row, other) ? MATCHED : DIFFERENT);
  }

  #settleAll(declaredRows: readonly number[], expectedRows: readonly number[]): void {
    const declared = inOrder(declaredRows, this.declared.order);
    const free = new Set(inOrder(expectedRows, this.expected.order));
    const take = (rows: readonly number[], outcome: number, meets: Fits): number[] =>
      rows.filter((row) => {
        const other = [...free].find((one) => meets(row, one));
        if (other === undefined) return true;
        free.delete(other);
        this.#pair(row, other, outcome);
        return false;
      });
    const unequal = take(declared, MATCHED, (row, other) => this.#isEqual(row, other));
    const open = new Set(unequal);
    const { first, copies } = this.#apart(
      unequal,
      declared.filter((row) => !open.has(row)),
    );
    for (const rows of [first, copies]) {
      const left = take(take(rows, MATCHED, this.fits), DIFFERENT, () => true);
      for (const row of left) this.#leave(row, rows === copies ? DUPLICATE : LEFT);
    }
  }

  #pair(row: number, other: number, outcome: number): void {
    this.outcome.declared[row] = outcome;
    this.outcome.expected[other] = outcome;
    this.outcome.partner[row] = other;
  }

  #leave(row: number, outcome: number): void {
    this.outcome.declared[row] = outcome;
    this.outcome.partner[row] = ALONE;
  }

  #isEqual(row: number, other: number): boolean {
    const [ours, theirs] = [this.declared.amounts, this.expected.amounts];
    const [a, b] = [row * AMOUNTS, other * AMOUNTS];
    return ours[a] === theirs[b] && ours[a + 1] === theirs[b + 1];
  }

  /** Rows that are the first of their content, and copies of those or of matched rows. */
  #apart(rows: readonly number[], settled: readonly number[]): { first: number[]; copies: number[] } {
    const { amounts, variant } = this.declared;
    const contentOf = (row: number) => `${amounts[row * AMOUNTS]}/${amounts[row * AMOUNTS + 1]}/${variant[row]}`;
    const seen = new Set(settled.map(contentOf));
    const [first, copies]: [number[], number[]] = [[], []];
    for (const row of rows) {
      const content = contentOf(row);
      (seen.has(content) ? copies : first).push(row);
      seen.add(content);
    }
    return { first, copies };
  }
}

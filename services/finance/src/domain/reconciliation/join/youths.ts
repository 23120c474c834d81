/** Joins lines that are sorted by youth on both sides: the few lines of one youth are compared directly. */
import { at } from '@regieboek/journal';
import { joinLines } from './join.js';
import { KeySettlement, type DeclaredSide, type Fits, type Joined } from './key.js';
import { AMOUNTS, KEY_PARTS, type JoinSide } from './partitions.js';

/** Up to this number of pairs per youth, comparing all pairs is fastest. */
const FEW_PAIRS = 256;

/** Both sides sorted by youth, the first part of their keys. The outcome equals that of `joinLines`. */
export const joinYouths = (declared: DeclaredSide, expected: JoinSide, fits: Fits): Joined =>
  new YouthsJoin(declared, expected, fits).run();

/** Consecutive rows: from the first up to, not including, the last. */
interface Run {
  readonly from: number;
  readonly to: number;
}

class YouthsJoin {
  readonly #settlement: KeySettlement;
  /** 1 for a declared line whose key was matched. */
  readonly #isSettled: Uint8Array;

  constructor(
    private readonly declared: DeclaredSide,
    private readonly expected: JoinSide,
    private readonly fits: Fits,
  ) {
    this.#settlement = new KeySettlement(declared, expected, fits);
    this.#isSettled = new Uint8Array(declared.rows);
  }

  run(): Joined {
    const { declared, expected } = this;
    let other = 0;
    for (let from = 0; from < declared.rows;) {
      const youth = at(declared.keys, from * KEY_PARTS);
      const to = endOfYouth(declared, from, youth);
      while (other < expected.rows && at(expected.keys, other * KEY_PARTS) < youth) other += 1;
      const end = endOfYouth(expected, other, youth);
      if (to - from === 1 && end - other <= 1) this.#joinOne(from, other, end);
      else if ((to - from) * (to - from + end - other) > FEW_PAIRS)
        this.#joinMany({ from, to }, { from: other, to: end });
      else for (let row = from; row < to; row += 1) this.#join(row, to, { from: other, to: end });
      from = to;
      other = end;
    }
    return this.#settlement.outcome;
  }

  /** The only declared line of a youth. */
  #joinOne(row: number, other: number, end: number): void {
    if (other < end && hasKey(this.declared, row, this.expected, other)) this.#settlement.settleAlone(row, other);
    else this.#settlement.settleAlone(row, undefined);
  }

  /** Matches the key of a declared line, unless an earlier line did. */
  #join(row: number, to: number, others: Run): void {
    if (this.#isSettled[row] === 1) return;
    const { declared, expected } = this;
    const other = next(declared, row, expected, others);
    const isAlone =
      next(declared, row, declared, { from: row + 1, to }) === to &&
      (other === others.to || next(declared, row, expected, { from: other + 1, to: others.to }) === others.to);
    if (isAlone) this.#settlement.settleAlone(row, other < others.to ? other : undefined);
    else {
      const rows = [row, ...allOf(declared, row, declared, { from: row + 1, to })];
      for (const same of rows) this.#isSettled[same] = 1;
      this.#settlement.settle(rows, allOf(declared, row, expected, others));
    }
  }

  /** Many lines of one youth, or of no known one, by hash. */
  #joinMany(own: Run, others: Run): void {
    const { variant } = this.declared;
    const declared = { ...part(this.declared, own), variant: variant.subarray(own.from, own.to) };
    const fits: Fits = (row, other) => this.fits(row + own.from, other + others.from);
    const joined = joinLines(declared, part(this.expected, others), fits);
    const { outcome } = this.#settlement;
    outcome.declared.set(joined.declared, own.from);
    outcome.expected.set(joined.expected, others.from);
    for (const [row, partner] of joined.partner.entries())
      outcome.partner[own.from + row] = partner < 0 ? partner : partner + others.from;
  }
}

function endOfYouth({ keys, rows }: JoinSide, from: number, youth: number): number {
  let to = from;
  while (to < rows && at(keys, to * KEY_PARTS) === youth) to += 1;
  return to;
}

/** Whether rows of one youth have the same key. */
function hasKey({ keys }: JoinSide, row: number, { keys: others }: JoinSide, other: number): boolean {
  const [a, b] = [row * KEY_PARTS, other * KEY_PARTS];
  return keys[a + 1] === others[b + 1] && keys[a + 2] === others[b + 2] && keys[a + 3] === others[b + 3];
}

/** First row of a run that has the key of a row; the end of the run when none does. */
function next(side: JoinSide, row: number, others: JoinSide, { from, to }: Run): number {
  let other = from;
  while (other < to && !hasKey(side, row, others, other)) other += 1;
  return other;
}

/** All rows of a run that have the key of a row. */
function allOf(side: JoinSide, row: number, others: JoinSide, { from, to }: Run): number[] {
  const rows: number[] = [];
  for (let other = from; other < to; other += 1) if (hasKey(side, row, others, other)) rows.push(other);
  return rows;
}

const part = ({ keys, amounts, order }: JoinSide, { from, to }: Run): JoinSide => ({
  rows: to - from,
  keys: keys.subarray(from * KEY_PARTS, to * KEY_PARTS),
  amounts: amounts.subarray(from * AMOUNTS, to * AMOUNTS),
  order: order.subarray(from, to),
});

/** Declared and expected lines as the columns that are joined. */
import type { DeclaredLine } from '../../src/domain/reconciliation/declared/declared.js';
import { inContent, quantityOf } from '../../src/domain/reconciliation/encode.js';
import type { ExpectedLine } from '../../src/domain/reconciliation/expected/expected.js';
import { AMOUNTS, KEY_PARTS, type DeclaredSide, type JoinSide } from '../../src/domain/reconciliation/join/join.js';

/** Numbers for texts, in order of first appearance. */
class Numbers {
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/** Parts of a key: youth, product of a provider, assignment of a municipality, month. */
type KeyTexts = readonly [string, string, string, string];

interface Encoded {
  readonly key: KeyTexts;
  readonly quantity: number;
  readonly cents: number;
}

function columnsOf<Line>(lines: readonly Line[], encode: (line: Line) => Encoded, names: readonly Numbers[]): JoinSide {
  const keys = new Int32Array(lines.length * KEY_PARTS);
  const amounts = new Float64Array(lines.length * AMOUNTS);
  lines.forEach((line, row) => {
    const { key, quantity, cents } = encode(line);
    names.forEach((numbers, part) => {
      keys[row * KEY_PARTS + part] = numbers.of(key[part] ?? '');
    });
    amounts[row * AMOUNTS] = quantity;
    amounts[row * AMOUNTS + 1] = cents;
  });
  return { rows: lines.length, keys, amounts, order: Float64Array.from(lines, (_, row) => row) };
}

/** A declared line names the month of its period; only lines within one month are joined. */
const encodeDeclared = (line: DeclaredLine): Encoded => ({
  key: [
    line.youth ?? '',
    `${line.provider}/${line.code}`,
    `${line.municipality}#${line.assignment}`,
    line.from.slice(0, 7),
  ],
  quantity: quantityOf(line.volume, Number(line.unit)),
  cents: line.cents,
});

const encodeExpected = (line: ExpectedLine): Encoded => ({
  key: [line.youth, `${line.provider}/${line.code}`, `${line.municipality}#${line.assignment}`, line.month],
  quantity: quantityOf(line.volume, Number(line.unit)),
  cents: line.cents,
});

/**
 * Both sides as columns with one set of numbers. Declared lines come in order of precedence; expected ones are put in
 * order here, and given back as `lines`, by row.
 */
export function sidesOf(
  declared: readonly DeclaredLine[],
  expected: readonly ExpectedLine[],
): { readonly lines: readonly ExpectedLine[]; readonly sides: readonly [DeclaredSide, JoinSide] } {
  const names = Array.from({ length: KEY_PARTS }, () => new Numbers());
  const variants = new Numbers();
  const lines = [...expected].sort(inContent);
  const ours = columnsOf(declared, encodeDeclared, names);
  const variant = Int32Array.from(declared, (line) => variants.of(`${line.from}/${line.to}/${line.tariffCents}`));
  return { lines, sides: [{ ...ours, variant }, columnsOf(lines, encodeExpected, names)] };
}

import { sumCents, type Cents } from '@regieboek/kernel';
import type { ProvenKind } from '../../statements/proof/proven-line.js';
import { summaryParts, type SummaryPart } from './texts.js';

/** A row of the summary: a part, with the code it is about, its number of lines and its amount. */
export interface SummaryRow {
  readonly part: SummaryPart;
  /** AGB code of a provider or product category (JZ020); empty for a total. */
  readonly code: string;
  readonly lines: number;
  readonly cents: Cents;
}

/** Number of lines and amount. */
interface Sum {
  lines: number;
  cents: Cents;
}

/** Sums by part and code. */
class Sums {
  readonly #sums = new Map<string, Sum>();

  add(part: SummaryPart, code: string, cents: Cents): void {
    const key = `${part}/${code}`;
    const sum = this.#sums.get(key) ?? { lines: 0, cents: 0 };
    this.#sums.set(key, sum);
    sum.lines += 1;
    sum.cents = sumCents([sum.cents, cents]);
  }

  /** Rows of the parts, in their order, with codes in order; a total that nothing was added to has a row of zero. */
  rows(): SummaryRow[] {
    const keys = [...this.#sums.keys()].sort();
    return summaryParts.flatMap((part) => {
      const own = keys.filter((key) => key.startsWith(`${part}/`));
      const isTotal = part !== 'provider' && part !== 'category';
      return (isTotal ? [`${part}/`] : own).map((key) => {
        const { lines, cents } = this.#sums.get(key) ?? { lines: 0, cents: 0 };
        return { part, code: key.slice(part.length + 1), lines, cents };
      });
    });
  }
}

/** What the summary uses of a line: a line of a statement, or one that was read from a file. */
export interface Summed {
  readonly kind: ProvenKind;
  readonly values: {
    readonly cents?: string | number | null;
    readonly provider?: string | number | null;
    readonly category?: string | number | null;
    readonly payer?: string | number | null;
  };
}

const text = (value: string | number | null | undefined): string => String(value ?? '');

/** Adds a line to the totals that it belongs to. */
function add(
  sums: Sums,
  { kind, values: { cents: amount, provider, category, payer } }: Summed,
  municipality: string,
): void {
  const cents = Number(amount ?? 0);
  if (kind === 'claim') return sums.add(payer === municipality ? 'receivable' : 'payable', '', cents);
  sums.add('total-with-corrections', '', cents);
  if (kind === 'correction') return sums.add('corrections', '', cents);
  sums.add(kind === 'line' ? 'care' : 'lump-sums', '', cents);
  sums.add('total', '', cents);
  sums.add('provider', text(provider), cents);
  sums.add('all-providers', '', cents);
  if (kind !== 'line') return;
  sums.add('category', text(category), cents);
  sums.add('all-categories', '', cents);
}

/** Summary of the lines of a statement: totals, per provider, and care per product category; totals equal their parts. */
export function summaryOf(lines: Iterable<Summed>, municipality: string): SummaryRow[] {
  const sums = new Sums();
  for (const line of lines) add(sums, line, municipality);
  return sums.rows();
}

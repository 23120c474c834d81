import type { MonthColumns } from '@regieboek/journal';
import type { Contract, Product } from '@regieboek/events';
import { OPEN, type Cents, type Interval } from '@regieboek/kernel';
import { isDeclared, spanOf } from './expected.js';
import type { JoinNumbers } from '../numbers.js';

/** A contract with its provider and days, and the products priced so far. */
export interface Agreed {
  readonly contract: Contract;
  readonly provider: string;
  readonly days: Interval;
  readonly priced: Priced[];
}

/** A product with the prices of its lines. */
export interface Priced {
  readonly product: Product;
  readonly unit: Product['unit'];
  readonly countsNights: boolean;
  /** Number of the offer. */
  readonly offer: number;
  readonly tariffs: readonly { readonly cents: Cents; readonly days: Interval }[];
  /** Whether lines are declared for it, by number of the month: not when its care is paid per month. */
  readonly isDeclared: readonly boolean[];
}

const always: Interval = { from: -OPEN, to: OPEN };

/** Contracts and products of a region, each looked up once. */
export class Prices {
  /** Per word of the provider. */
  readonly #agreed: (Agreed | null | undefined)[] = [];

  constructor(
    private readonly columns: Pick<MonthColumns, 'names' | 'region' | 'months'>,
    private readonly numbers: JoinNumbers,
  ) {}

  /** Contract of a provider (a word); null when there is none. */
  agreed(word: number): Agreed | null {
    const known = this.#agreed[word];
    if (known !== undefined) return known;
    const provider = this.columns.names.words.text(word);
    const contract = this.columns.region.contracts.get(provider);
    const agreed = contract ? { contract, provider, days: spanOf(contract), priced: [] } : null;
    this.#agreed[word] = agreed;
    return agreed;
  }

  /** Prices of the lines of a product of a contract. */
  priced({ contract, provider, priced: all }: Agreed, product: Product): Priced {
    for (let index = 0; index < all.length; index += 1) {
      const known = all[index];
      if (known?.product === product) return known;
    }
    const { unit, counting, tariffs } = product;
    const priced = {
      product,
      unit,
      countsNights: counting.method === 'NIGHT',
      offer: this.numbers.offer(provider, product),
      tariffs:
        unit === '83' ? [{ cents: 0, days: always }] : tariffs.map((one) => ({ cents: one.cents, days: spanOf(one) })),
      isDeclared: this.#isDeclared(contract, product),
    };
    all.push(priced);
    return priced;
  }

  #isDeclared(contract: Contract, product: Product): boolean[] {
    return this.columns.months.months.map((month) => isDeclared(contract, product, month));
  }
}

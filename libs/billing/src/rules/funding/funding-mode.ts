import type { Contract, Product } from '@regieboek/events';
import { firstDayOf, formatEuro, lastDayOf, toDay, type Cents, type Month } from '@regieboek/kernel';
import type { AllocationKey } from '../lump-sum.js';

/** Amount that a contract owes for a month, independent of declarations. */
export interface MonthlyAmount {
  /** Id of the agreement, unique in its contract. */
  readonly id: string;
  readonly name: string;
  readonly cents: Cents;
  /** Forms of care that it pays. */
  readonly forms: readonly string[];
  readonly key: AllocationKey;
  /** The agreement and its price as an explanation names them, after `Van de` and `Of the`. */
  readonly terms: { readonly nl: string; readonly en: string };
  /** Places paid for, and their days in the month: occupancy is shown with the amount. */
  readonly capacity?: { readonly places: number; readonly placeDays: number };
}

/** Way in which a contract pays for care (bekostigingswijze). */
export interface FundingMode {
  readonly name: string;
  /** True when a provider declares lines for the care paid this way. */
  readonly isDeclared: boolean;
  /** True when it pays care of a product in a month. */
  pays(contract: Contract, product: Pick<Product, 'form' | 'variant'>, month: Month): boolean;
  /** Amounts that a contract owes for a month; none when lines are declared. */
  amountsIn(contract: Contract, month: Month): readonly MonthlyAmount[];
}

/** An agreement that is billed by month, as an event contains it. */
interface Agreement {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly forms: readonly string[];
  readonly key: AllocationKey;
}

/** Amount, terms and places of an agreement in a month. */
type Due = Pick<MonthlyAmount, 'cents' | 'terms' | 'capacity'>;

/** Amount for people: `€ 1.234,56`. */
export const euro = (amount: Cents): string => `€ ${formatEuro(amount)}`;

/** A mode whose agreements are billed by whole months, and whose care is not declared. */
export function monthlyMode<One extends Agreement>(
  name: string,
  agreementsOf: (contract: Contract) => readonly One[],
  dueIn: (agreement: One, month: Month) => Due,
): FundingMode {
  const inMonth = (contract: Contract, month: Month) =>
    agreementsOf(contract).filter(({ from, to }) => toDay(from) <= firstDayOf(month) && lastDayOf(month) <= toDay(to));
  return {
    name,
    isDeclared: false,
    pays: (contract, { form }, month) =>
      inMonth(contract, month).some(({ forms }) => forms.some((each) => each === form)),
    amountsIn: (contract, month) =>
      inMonth(contract, month).map((one) => {
        const { id, name: agreed, forms, key } = one;
        return { id, name: agreed, forms, key, ...dueIn(one, month) };
      }),
  };
}

/** A mode whose care is declared line by line, of products with a delivery variant (uitvoeringsvariant). */
export const declaredMode = (name: string, variant: Product['variant']): FundingMode => ({
  name,
  isDeclared: true,
  pays: (_contract, product) => product.variant === variant,
  amountsIn: () => [],
});

import type { Contract, Product } from '@regieboek/events';
import type { Month } from '@regieboek/kernel';
import { availability } from './availability.js';
import { effort } from './effort.js';
import type { FundingMode, MonthlyAmount } from './funding-mode.js';
import { lumpSum } from './lump-sum.js';
import { output } from './output.js';

/** Funding modes of this product. Modes by month come first, because they pay for care that would otherwise be declared. */
export const fundingModes: readonly FundingMode[] = [lumpSum, availability, output, effort];

/** Amounts that a contract owes for a month, by all modes. */
export const monthlyAmounts = (contract: Contract, month: Month, modes = fundingModes): readonly MonthlyAmount[] =>
  modes.flatMap((mode) => mode.amountsIn(contract, month));

/** Mode that pays care of a product in a month. Throws RangeError when none does. */
export function fundingModeOf(
  contract: Contract,
  product: Pick<Product, 'form' | 'variant'>,
  month: Month,
  modes: readonly FundingMode[] = fundingModes,
): FundingMode {
  const mode = modes.find((one) => one.pays(contract, product, month));
  if (!mode)
    throw new RangeError(`no funding mode pays for care of variant ${product.variant}: add one to the rule set`);
  return mode;
}

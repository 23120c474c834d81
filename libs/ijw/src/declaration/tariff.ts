import { multiplyHalfUp, type Cents } from '@regieboek/kernel';
import type { Eenheid, JW323Prestatie } from '../generated/messages.js';
import type { ContractedProduct, ContractTariff } from './ledger.js';

/** Unit 83: amounts in euro, without a tariff. */
const euro: Eenheid = '83';

/** True when a declared unit fits the required one: the same, or minutes where hours are required (TR341, IV081). */
export const fitsUnit = (declared: Eenheid, wanted: Eenheid): boolean =>
  declared === wanted || (declared === '01' && wanted === '04');

const isMinutesOnHours = (unit: Eenheid, contract: ContractTariff): boolean => unit === '01' && contract.unit === '04';

/**
 * ProductTarief a line in `unit` must carry: the contract tariff, or a sixtieth of a tariff per hour rounded half up for
 * minutes (IV081). Undefined when the contract does not price that unit.
 */
export function declaredTariff(contract: ContractTariff, unit: Eenheid): Cents | undefined {
  if (contract.unit === unit) return contract.cents;
  return isMinutesOnHours(unit, contract) ? multiplyHalfUp(contract.cents, 1, 60) : undefined;
}

/**
 * True when the declared tariff is the contract's on the first day of the product period (TR418). For a unit without tariff,
 * neither the contract nor the line has one. For a product without contract every tariff is wrong.
 */
export function hasContractTariff(line: JW323Prestatie, product: ContractedProduct | undefined): boolean {
  const contract = product?.tariff;
  if (line.eenheid === euro) return product !== undefined;
  return contract !== undefined && line.productTarief === declaredTariff(contract, line.eenheid);
}

/**
 * True when the amount equals volume times tariff (TR346): the hourly tariff times minutes over sixty, rounded once, when the
 * contract is per hour; otherwise volume times tariff. When minutes have another tariff than the contract's, the unrounded tariff
 * is unknown, so the amount is not judged: TR418 refuses the line already.
 */
export function hasRightAmount(line: JW323Prestatie, product: ContractedProduct | undefined): boolean {
  const contract = product?.tariff;
  const { eenheid, geleverdVolume, productTarief = 0, ingediendBedrag } = line;
  if (eenheid === euro) return true;
  if (contract && isMinutesOnHours(eenheid, contract))
    return (
      !hasContractTariff(line, product) || ingediendBedrag.bedrag === multiplyHalfUp(contract.cents, geleverdVolume, 60)
    );
  // The largest product exceeds the exact range of a double, but never equals an amount of eight digits.
  return ingediendBedrag.bedrag === geleverdVolume * productTarief;
}

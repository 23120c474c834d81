import { multiplyHalfUp, type Cents } from '@regieboek/kernel';
import type { Eenheid, JW323Prestatie } from '../generated/messages.js';
import type { ContractTariff } from './ledger.js';

/** Unit 83: amounts in euro, without a tariff. */
export const euro: Eenheid = '83';

/** Whether a declared unit fits the wanted one: the same, or minutes where hours are wanted (TR341, IV081). */
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

/** Whether the declared tariff is the one of the contract (TR418). Lines in euro have none. */
export function hasContractTariff(line: JW323Prestatie, contract: ContractTariff | undefined): boolean {
  if (line.eenheid === euro) return true;
  return contract !== undefined && line.productTarief === declaredTariff(contract, line.eenheid);
}

/**
 * Whether the amount follows from volume and tariff (TR346): the hourly tariff times minutes over sixty, rounded once,
 * when the contract is per hour; else volume times tariff. When minutes carry another tariff than the contract's, the
 * unrounded tariff they were priced with is unknown, so the amount is not judged: TR418 has refused the line already.
 */
export function hasRightAmount(line: JW323Prestatie, contract: ContractTariff | undefined): boolean {
  const { eenheid, geleverdVolume, productTarief = 0, ingediendBedrag } = line;
  if (eenheid === euro) return true;
  if (contract && isMinutesOnHours(eenheid, contract))
    return (
      !hasContractTariff(line, contract) ||
      ingediendBedrag.bedrag === multiplyHalfUp(contract.cents, geleverdVolume, 60)
    );
  // The largest product exceeds what a double holds exactly, but never comes out equal to an amount of eight digits.
  return ingediendBedrag.bedrag === geleverdVolume * productTarief;
}

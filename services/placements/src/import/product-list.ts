import { municipalities, productCodes } from '@regieboek/ijw';
import type { Contract } from '@regieboek/events';
import type { CommonLedger, MessageContext } from './judged-message.js';

const municipalityCodes = new Set(municipalities.map(([code]) => code));
const categoryOfCode = new Map(productCodes.map(([code, category]) => [code, category]));

/** What the national list is known to hold in full: codes such as 44A09, but for the national contracts of 54 and 55. */
const isListed = (category: string, code: string): boolean =>
  /^\d\d[A-Z]\d\d$/.test(code) && category !== '54' && category !== '55';

/**
 * Whether a code belongs to a category (TR381): by the contract, which may use a list of the region, otherwise by the
 * national list (JZ021). A code that neither list can tell is let pass.
 */
export function isProduct(contract: Contract | undefined, category: string, code: string): boolean {
  const agreed = contract?.products.filter((one) => one.code === code) ?? [];
  if (agreed.length > 0) return agreed.some((one) => one.category === category);
  const national = categoryOfCode.get(code);
  return national === undefined ? !isListed(category, code) : national === category;
}

/** What every message of a provider is judged by. */
export const commonLedger = ({ region, contracts, isSentBefore }: MessageContext, provider: string): CommonLedger => ({
  messageSeen: () => isSentBefore,
  isMunicipality: (code) => municipalityCodes.has(code) || contracts.hasMunicipality(code),
  isProduct: (category, code) => isProduct(contracts.contractsOf(region).get(provider), category, code),
});

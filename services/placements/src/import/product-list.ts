import { isListedProduct, isNationalMunicipality } from '@regieboek/ijw';
import type { CommonLedger, MessageContext } from './judged-message.js';

/** Data to check every message of a provider. */
export const commonLedger = ({ region, contracts, isSentBefore }: MessageContext, provider: string): CommonLedger => ({
  messageSeen: () => isSentBefore,
  isMunicipality: (code) => isNationalMunicipality(code) || contracts.hasMunicipality(code),
  isProduct: (category, code) =>
    isListedProduct(contracts.contractsOf(region).get(provider)?.products ?? [], category, code),
});

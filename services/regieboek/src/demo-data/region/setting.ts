import { civil, dayOf, toDay, type Day } from '@regieboek/kernel';
import type { Window } from '../demo-options.js';
import { contractStart, trades, type Offer, type Provider, type Trade } from './offers.js';
import { currentMembers, type DemoRegion, type Member } from './region-facts.js';
import type { CareForm } from '@regieboek/events';

/** A region with its providers over the months declared. */
export interface Setting {
  readonly region: DemoRegion;
  readonly window: Window;
  readonly members: readonly Member[];
  readonly providers: readonly Provider[];
  /** Last day on which facts may have become known: messages about the last month still come in. */
  readonly knownUntil: Day;
}

/** Digits of the provider of closed care that Zeeland and both West-Brabants contract together. */
const JOINT = '99990007';
const jointRegions = ['zeeland', 'wbw', 'wbo'];

function agbOf({ id, digit }: DemoRegion, trade: Trade): string {
  const isJoint = trade.products.some(({ form }) => form === 'jeugdzorgplus') && jointRegions.includes(id);
  return isJoint ? JOINT : `9999${digit}${String(trade.rank).padStart(3, '0')}`;
}

function providerOf(region: DemoRegion, trade: Trade, usual: Day): Provider {
  const agb = agbOf(region, trade);
  const word = region.words[trade.rank - 1];
  const name = agb === JOINT ? `${trade.name} Zuidwest` : word ? `${trade.name} ${word}` : trade.name;
  return { agb, name, trade, from: contractStart(trade, usual) };
}

/** First day of the contracts: 2024, or the year before the first month when that is earlier. */
const contractsFrom = ({ from }: Window): Day => Math.min(toDay('2024-01-01'), dayOf(civil(from).year - 1, 1, 1));

/** A region with its providers, in order of AGB code. */
export function settingOf(region: DemoRegion, window: Window): Setting {
  const providers = trades
    .filter(({ only }) => !only || only.includes(region.id))
    .map((trade) => providerOf(region, trade, contractsFrom(window)))
    .sort((a, b) => (a.agb < b.agb ? -1 : 1));
  return { region, window, members: currentMembers(region), providers, knownUntil: window.to + 20 };
}

/** Offer of a product code in a region. Throws RangeError when no provider there has it. */
export function offerOf({ providers, region }: Setting, code: string): Offer {
  for (const provider of providers) {
    const product = provider.trade.products.find((one) => one.code === code);
    if (product) return { provider, product };
  }
  throw new RangeError(`nobody in ${region.id} offers ${code}`);
}

/** AGB code of the provider of a form of stay in a region. */
export const providerOfForm = ({ providers, region }: Setting, form: CareForm): string => {
  const found = providers.find(({ trade }) => trade.products.some((one) => one.form === form));
  if (!found) throw new RangeError(`nobody in ${region.id} offers ${form}`);
  return found.agb;
};

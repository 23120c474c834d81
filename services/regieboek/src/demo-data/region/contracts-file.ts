import { Document } from 'yaml';
import type { AllocationKey } from '@regieboek/events';
import { civil, fromDay, toDay } from '@regieboek/kernel';
import type { OfferedProduct, Provider } from './offers.js';
import type { KeyModel, Member } from './region-facts.js';
import type { Setting } from './setting.js';
import { indexations } from './tariffs.js';

const percentText = (hundredths: number): string =>
  `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;

const figures = ({ ova, ppc }: { ova: number; ppc: number }) => ({ ova: percentText(ova), ppc: percentText(ppc) });

/** Tariff periods: the tariff of 2024 in cents, then one indexation a year. */
function tariffs({ base }: OfferedProduct, from: string): object[] {
  if (base === null) return [];
  const later = indexations.filter((one) => one.from > from);
  const ends = [...later.map((one) => fromDay(toDay(one.from) - 1)), null];
  const indexedOnes = later.map(({ from: day, provisional, yearBefore }, i) => ({
    from: day,
    to: ends[i + 1] ?? null,
    index: {
      provisional: figures(provisional),
      ...(yearBefore
        ? { yearBefore: { provisional: figures(yearBefore.provisional), final: figures(yearBefore.final) } }
        : {}),
    },
  }));
  return [{ from, to: ends[0] ?? null, cents: base }, ...indexedOnes];
}

const productOf = (product: OfferedProduct, from: string): object => {
  const { base: _, ...agreed } = product;
  return {
    ...agreed,
    helpForm: product.form === 'ambulant' ? 'ambulant' : 'verblijf',
    tariffs: tariffs(product, from),
  };
};

const weightsOf = (members: readonly Member[], yearsAgo = 0): Record<string, number> =>
  Object.fromEntries(members.map(({ code, weight }, i) => [code, weight * 10 + ((i * 7 + yearsAgo * 3) % 5)]));

function keyOf(model: KeyModel, members: readonly Member[], year: number): AllocationKey {
  switch (model) {
    case 'fixed':
      return { model, shares: weightsOf(members) };
    case 'use':
      return { model, fallback: weightsOf(members) };
    case 'hybrid':
      return { model, fixedPercent: 40, shares: weightsOf(members) };
    case 'multi-year':
      return {
        model,
        history: Object.fromEntries([3, 2, 1].map((ago) => [String(year - ago), weightsOf(members, ago)])),
      };
  }
}

/** Lump sums for having places ready (beschikbaarheid): crisis first, closed care second. Amounts are invented. */
function lumpSums({ region, window, members }: Setting, { trade }: Provider): object[] {
  const at = trade.products.some(({ form }) => form === 'crisisverblijf')
    ? 0
    : trade.products.some(({ form }) => form === 'jeugdzorgplus')
      ? 1
      : -1;
  const model = region.keys[at];
  if (!model) return [];
  const year = civil(window.from).year;
  return [
    {
      id: 'beschikbaarheid',
      name: at === 0 ? 'Beschikbaarheid crisisplaatsen' : 'Beschikbaarheid gesloten plaatsen',
      from: `${year}-01-01`,
      to: `${civil(window.to).year}-12-31`,
      yearlyCents: at === 0 ? 120_000_000 : 245_000_007,
      forms: [at === 0 ? 'crisisverblijf' : 'jeugdzorgplus'],
      key: keyOf(model, members, year),
    },
  ];
}

function providerPart(setting: Setting, provider: Provider): object {
  const from = fromDay(provider.from);
  const { places = [], products } = provider.trade;
  return {
    agb: provider.agb,
    name: provider.name,
    // Invented, as the code of the provider is.
    kvk: `90${provider.agb.slice(2)}`,
    level: provider.trade.only ? 'supra-regional' : 'regional',
    from,
    products: products.map((one) => productOf(one, from)),
    lumpSums: lumpSums(setting, provider),
    capacity: places
      .filter(({ only }) => only?.includes(setting.region.id) ?? true)
      .map(({ only: _, ...one }) => ({ ...one, from: one.from ?? from })),
  };
}

/** Text of the region file `contracts.yaml` (regieboek-contracts/1) of a region. */
export function contractsFile(setting: Setting): string {
  const { region, providers } = setting;
  const file = {
    format: 'regieboek-contracts/1',
    region: { id: region.id, name: region.name, organisation: region.organisation },
    municipalities: region.members.map(({ code, name, from, to }) => ({ code, name, from, ...(to ? { to } : {}) })),
    mergers: region.mergers,
    helpForms: [
      { code: 'ambulant', name: 'Jeugdhulp zonder verblijf', from: '2015-01-01' },
      { code: 'verblijf', name: 'Jeugdhulp met verblijf', from: '2015-01-01' },
    ],
    providers: providers.map((provider) => providerPart(setting, provider)),
  };
  return new Document(file, { aliasDuplicateObjects: false }).toString({ lineWidth: 0 });
}

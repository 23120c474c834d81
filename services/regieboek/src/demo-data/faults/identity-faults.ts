import { debitLine, productPeriod, repriced } from '../declarations/declared-line.js';
import { instead, type LineFault } from './line-fault.js';

/** Assignment numbers from here on are never used. */
const NOBODYS_NUMBERS = 900_000_000;

const unknownClient: LineFault = {
  ...instead('unknown-client', ['8187'], ({ entry, unknownBsn }) => ({ ...entry, bsn: unknownBsn() })),
  on: 'client',
};

const noAssignment = instead('no-assignment', ['9338'], ({ entry, plan }) => ({
  ...entry,
  line: { ...entry.line, toewijzingNummer: NOBODYS_NUMBERS + (plan.number % 1_000_000) },
}));

const foreignAssignment = instead(
  'foreign-assignment',
  ['9338'],
  ({ entry, foreign }) => foreign && { ...entry, line: { ...entry.line, toewijzingNummer: foreign.number } },
);

const duplicateReference = instead('duplicate-reference', ['8021'], ({ entry, account: { earlierReference } }) =>
  earlierReference === null
    ? undefined
    : { ...entry, line: { ...entry.line, productReferentie: { referentieNummer: earlierReference } } },
);

const wrongCategory = instead('wrong-category', ['9339', 'S329'], ({ entry, plan }) => {
  if (plan.granted.kind === 'budget') return undefined;
  return { ...entry, line: { ...entry.line, productCategorie: entry.line.productCategorie === '45' ? '44' : '45' } };
});

const wrongCode = instead('wrong-code', ['9340'], ({ entry, plan }) => {
  const { provider, product } = plan.offer;
  const other = provider.trade.products.find(
    ({ code, category, unit }) => code !== product.code && category === product.category && unit === product.unit,
  );
  if (plan.granted.kind === 'budget' || !other || other.base === null) return undefined;
  return { ...entry, line: repriced(entry.line, { provider, product: other }) };
});

/** Declared in hours although assigned in minutes: the contract does know hours. */
const wrongUnit = instead(
  'wrong-unit',
  ['9341'],
  ({ entry, plan, month, volume }) => {
    const { granted, offer } = plan;
    const period = productPeriod(plan, month);
    if (granted.kind === 'budget' || granted.unit !== '01' || offer.product.unit !== '04' || !period) return undefined;
    const reference = entry.line.productReferentie.referentieNummer;
    const delivered = { reference, assignment: plan.number, offer, category: offer.product.category, period };
    return { ...entry, line: debitLine({ ...delivered, volume: Math.ceil(volume / 60), unit: '04' }) };
  },
  true,
);

/** A unit that neither the assignment nor the contract knows. */
const unknownUnit = instead('unit-without-tariff', ['9341', '0611'], ({ entry, plan }) => {
  const { line } = entry;
  if (plan.granted.kind === 'budget' || line.eenheid !== '04') return undefined;
  return { ...entry, line: { ...line, eenheid: '14' } };
});

/** Aspecific assignment: only the category was assigned, and the line is of another one. */
const categoryOfBudget = instead(
  'wrong-category-of-budget',
  ['9339'],
  ({ entry, plan }) => {
    const other = otherCategory(plan.offer.provider.trade.products, plan.offer.product.category);
    if (plan.granted.kind !== 'budget' || !other) return undefined;
    return { ...entry, line: repriced({ ...entry.line, ...oneDay }, { ...plan.offer, product: other }) };
  },
  true,
);

/** The code belongs to another category than the line says. */
const codeOfOtherCategory = instead(
  'code-of-other-category',
  ['S329'],
  ({ entry, plan }) => {
    const other = otherCategory(plan.offer.provider.trade.products, plan.offer.product.category);
    if (plan.granted.kind !== 'budget' || !other) return undefined;
    const line = repriced({ ...entry.line, ...oneDay }, { ...plan.offer, product: other });
    return { ...entry, line: { ...line, productCategorie: plan.offer.product.category } };
  },
  true,
);

const oneDay = { geleverdVolume: 1, eenheid: '14' } as const;

const otherCategory = <P extends { readonly category: string; readonly unit: string }>(
  products: readonly P[],
  category: string,
): P | undefined => products.find((one) => one.category !== category && one.unit === '14');

/** Wrong lines about who and what: client, assignment, reference, product. */
export const identityFaults: readonly LineFault[] = [
  unknownClient,
  noAssignment,
  foreignAssignment,
  duplicateReference,
  wrongCategory,
  wrongCode,
  wrongUnit,
  unknownUnit,
  categoryOfBudget,
  codeOfOtherCategory,
];

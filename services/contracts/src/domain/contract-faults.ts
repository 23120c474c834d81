import { firstDayOf, lastDayOf, monthOf, OPEN, toDay, type Interval } from '@regieboek/kernel';
import { codeOn, mergers, mergerTable, type MergerTable } from '@regieboek/residence';
import {
  billedByMonth,
  type AllocationKey,
  type Contract,
  type IjwSettings,
  type LumpSum,
  type Product,
  type RegionDefinition,
} from '@regieboek/events';
import type { ContractFault } from './contract-fault.js';
import { helpFormFaults } from './help-forms.js';

/** Content of a region file. */
export interface RegionFile {
  readonly definition: RegionDefinition;
  readonly contracts: readonly Contract[];
  /** Choices of the region where the sources of iJw contradict each other. */
  readonly settings: IjwSettings;
}

type Path = readonly (string | number)[];

const spanOf = ({ from, to }: { from: string; to: string | null }): Interval => ({
  from: toDay(from),
  to: to === null ? OPEN : toDay(to),
});

function duplicates(values: readonly string[], path: Path, what: string): ContractFault[] {
  return values.flatMap((value, i) =>
    values.indexOf(value) < i ? [{ path: [...path, i], text: `${what} ${value} is a duplicate: keep one` }] : [],
  );
}

function backwards(spans: readonly { from: string; to: string | null }[], path: Path): ContractFault[] {
  return spans.flatMap((span, i) =>
    span.to !== null && span.to < span.from
      ? [{ path: [...path, i, 'to'], text: `ends on ${span.to}, before it begins on ${span.from}` }]
      : [],
  );
}

/** Tariffs must cover the contract exactly: no overlap, no gap, nothing outside. Unit 83 (euro) has none. */
function tariffFaults(product: Product, contract: Contract, path: Path): ContractFault[] {
  if (product.unit === '83') {
    return product.tariffs.length > 0
      ? [{ path, text: `product ${product.code} is declared in euros (unit 83) and has no tariff: remove it` }]
      : [];
  }
  const faults: ContractFault[] = [];
  const whole = spanOf(contract);
  let next = whole.from;
  product.tariffs.forEach((tariff, i) => {
    const span = spanOf(tariff);
    if (span.from < next && i > 0)
      faults.push({
        path: [...path, i],
        text: `tariff of ${product.code} from ${tariff.from} overlaps the one before it`,
      });
    else if (span.from < next)
      faults.push({
        path: [...path, i],
        text: `tariff of ${product.code} begins on ${tariff.from}, before the contract on ${contract.from}`,
      });
    else if (span.from > next)
      faults.push({
        path: [...path, i],
        text: `product ${product.code} has no tariff before ${tariff.from}: add a tariff for that period`,
      });
    next = span.to === OPEN ? OPEN : span.to + 1;
  });
  const end = whole.to === OPEN ? OPEN : whole.to + 1;
  if (next < end)
    faults.push({
      path,
      text: `product ${product.code} has no tariff up to the end of the contract (${contract.to ?? 'open'}): add one`,
    });
  if (next > end)
    faults.push({
      path,
      text: `tariff of ${product.code} continues after the contract ends on ${contract.to}: end it on that day`,
    });
  return faults;
}

const weightsIn = (key: AllocationKey): { path: string[]; weights: Record<string, number> }[] => {
  switch (key.model) {
    case 'fixed':
    case 'hybrid':
      return [{ path: ['shares'], weights: key.shares }];
    case 'use':
      return [{ path: ['fallback'], weights: key.fallback }];
    case 'multi-year':
      return Object.entries(key.history).map(([year, weights]) => ({ path: ['history', year], weights }));
  }
};

/** Municipalities of a region that a key may name, and their reorganisations. */
interface KnownMunicipalities {
  readonly codes: ReadonlySet<string>;
  readonly mergers: MergerTable;
}

/** An agreement that is billed by month: a lump sum, or one of the other funding modes. */
type MonthlyAgreement = Pick<LumpSum, 'id' | 'from' | 'to' | 'key'>;

/** Fields of a contract that hold agreements billed by month. */
const monthlyFields = ['lumpSums', ...Object.keys(billedByMonth)];

const isAgreement = (value: unknown): value is MonthlyAgreement =>
  typeof value === 'object' && value !== null && 'id' in value && 'key' in value && 'from' in value && 'to' in value;

/** Agreements of a contract that are billed by month, with the place of each. */
const monthlyAgreements = (contract: Contract): { path: Path; one: MonthlyAgreement }[] =>
  Object.entries<unknown>(contract).flatMap(([field, value]) => {
    const agreements: readonly unknown[] = monthlyFields.includes(field) && Array.isArray(value) ? value : [];
    return agreements.filter(isAgreement).map((one, i) => ({ path: [field, i], one }));
  });

/** A municipality that was split before an agreement ends has no successor to bill: the key has to name its successors. */
const isSplit = (code: string, { to }: MonthlyAgreement, { mergers }: KnownMunicipalities): boolean =>
  codeOn(mergers, code, toDay(to)) === null;

function keyFaults(lumpSum: MonthlyAgreement, known: KnownMunicipalities, path: Path): ContractFault[] {
  const parts = weightsIn(lumpSum.key);
  const split = parts.flatMap(({ path: below, weights }) =>
    Object.keys(weights)
      .filter((code) => known.codes.has(code) && isSplit(code, lumpSum, known))
      .map((code) => ({
        path: [...path, ...below, code],
        text: `municipality ${code} is split before lump sum ${lumpSum.id} ends on ${lumpSum.to}: end the lump sum before the split, and add one whose key names the succeeding municipalities`,
      })),
  );
  const unknown = parts.flatMap(({ path: below, weights }) =>
    Object.keys(weights)
      .filter((code) => !known.codes.has(code))
      .map((code) => ({
        path: [...path, ...below, code],
        text: `municipality ${code} is not in this region: correct the code or add it`,
      })),
  );
  const total = parts.flatMap(({ weights }) => Object.values(weights)).reduce((a, b) => a + b, 0);
  const named = [...unknown, ...split];
  return total > 0
    ? named
    : [...named, { path, text: `the key of lump sum ${lumpSum.id} has no positive weight: add at least one` }];
}

/** An agreement is billed by whole months: part of a month would never be billed. */
function partialMonths({ from, to }: MonthlyAgreement, path: Path): ContractFault[] {
  const [first, last] = [toDay(from), toDay(to)];
  return [
    ...(firstDayOf(monthOf(first)) === first
      ? []
      : [{ path: [...path, 'from'], text: `begins on ${from}: a lump sum must begin on the first day of a month` }]),
    ...(lastDayOf(monthOf(last)) === last
      ? []
      : [{ path: [...path, 'to'], text: `ends on ${to}: a lump sum must end on the last day of a month` }]),
  ];
}

/** Bills name agreements by id, so ids must be unique among all agreements of a contract that are billed by month. */
function monthlyFaults(contract: Contract, known: KnownMunicipalities, path: Path): ContractFault[] {
  const agreements = monthlyAgreements(contract);
  const isSecond = (index: number) => agreements.findIndex(({ one }) => one.id === agreements[index]?.one.id) < index;
  return agreements.flatMap(({ path: own, one }, index) => {
    const at = [...path, ...own];
    return [
      ...(isSecond(index) ? [{ path: at, text: `lump sum ${one.id} is a duplicate: keep one` }] : []),
      ...backwards([one], []).map(({ text }) => ({ path: [...at, 'to'], text })),
      ...partialMonths(one, at),
      ...keyFaults(one, known, [...at, 'key']),
    ];
  });
}

function contractFaults(contract: Contract, known: KnownMunicipalities, path: Path): ContractFault[] {
  return [
    ...backwards([contract], []).map(({ text }) => ({ path: [...path, 'to'], text })),
    ...duplicates(
      contract.products.map(({ code }) => code),
      [...path, 'products'],
      'product',
    ),
    ...contract.products.flatMap((product, i) => [
      ...backwards(product.tariffs, [...path, 'products', i, 'tariffs']),
      ...tariffFaults(product, contract, [...path, 'products', i, 'tariffs']),
      ...(/^[0-9]{2}[A-Z]/.test(product.code) && !product.code.startsWith(product.category)
        ? [
            {
              path: [...path, 'products', i, 'category'],
              text: `product code ${product.code} does not belong to category ${product.category}`,
            },
          ]
        : []),
    ]),
    ...monthlyFaults(contract, known, path),
    ...backwards(contract.capacity, [...path, 'capacity']),
  ];
}

/** Reorganisations of a region and of the country. */
export const mergersOf = ({ mergers: own }: Pick<RegionDefinition, 'mergers'>): MergerTable =>
  mergerTable([
    ...mergers,
    ...own.map(({ date, from, to }) => ({ day: toDay(date), predecessors: from, successor: to })),
  ]);

/** Every fault of a region file at once; empty when it can be recorded. */
export function regionFileFaults({ definition, contracts }: Omit<RegionFile, 'settings'>): ContractFault[] {
  const known = {
    codes: new Set(definition.municipalities.map(({ code }) => code)),
    mergers: mergersOf(definition),
  };
  return [
    ...helpFormFaults(definition, contracts),
    ...duplicates(
      definition.municipalities.map(({ code }) => code),
      ['municipalities'],
      'municipality',
    ),
    ...backwards(definition.municipalities, ['municipalities']),
    ...definition.mergers.flatMap(({ from, to }, i) =>
      to !== null && from.includes(to) && from.length === 1
        ? [{ path: ['mergers', i], text: `municipality ${to} cannot merge into itself` }]
        : [],
    ),
    ...duplicates(
      contracts.map(({ provider }) => provider),
      ['providers'],
      'provider',
    ),
    ...contracts.flatMap((contract, i) => contractFaults(contract, known, ['providers', i])),
  ];
}

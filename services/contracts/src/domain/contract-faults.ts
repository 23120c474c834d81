import { firstDayOf, lastDayOf, monthOf, OPEN, toDay, type Interval } from '@regieboek/kernel';
import type { AllocationKey, Contract, IjwSettings, LumpSum, Product, RegionDefinition } from '@regieboek/events';

/** A fault in what was agreed: where in the region file (keys and indexes) and what to do about it. */
export interface ContractFault {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Everything a region file says. */
export interface RegionFile {
  readonly definition: RegionDefinition;
  readonly contracts: readonly Contract[];
  /** Readings chosen where the sources of iJw contradict each other. */
  readonly settings: IjwSettings;
}

type Path = readonly (string | number)[];

const spanOf = ({ from, to }: { from: string; to: string | null }): Interval => ({
  from: toDay(from),
  to: to === null ? OPEN : toDay(to),
});

function duplicates(values: readonly string[], path: Path, what: string): ContractFault[] {
  return values.flatMap((value, i) =>
    values.indexOf(value) < i
      ? [{ path: [...path, i], text: `${what} ${value} stands here a second time: keep one` }]
      : [],
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
        text: `product ${product.code} has no tariff before ${tariff.from}: close the gap`,
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
      text: `tariff of ${product.code} runs on after the contract ends on ${contract.to}: end it there`,
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

function keyFaults(lumpSum: LumpSum, known: ReadonlySet<string>, path: Path): ContractFault[] {
  const parts = weightsIn(lumpSum.key);
  const unknown = parts.flatMap(({ path: below, weights }) =>
    Object.keys(weights)
      .filter((code) => !known.has(code))
      .map((code) => ({
        path: [...path, ...below, code],
        text: `municipality ${code} is not in this region: correct the code or add it`,
      })),
  );
  const total = parts.flatMap(({ weights }) => Object.values(weights)).reduce((a, b) => a + b, 0);
  return total > 0
    ? unknown
    : [
        ...unknown,
        { path, text: `the key of lump sum ${lumpSum.id} divides nothing: give at least one positive weight` },
      ];
}

/** A lump sum is billed in twelfths: a part of a month would never be billed. */
function partialMonths({ from, to }: LumpSum, path: Path): ContractFault[] {
  const [first, last] = [toDay(from), toDay(to)];
  return [
    ...(firstDayOf(monthOf(first)) === first
      ? []
      : [{ path: [...path, 'from'], text: `begins on ${from}: a lump sum begins on the first day of a month` }]),
    ...(lastDayOf(monthOf(last)) === last
      ? []
      : [{ path: [...path, 'to'], text: `ends on ${to}: a lump sum ends on the last day of a month` }]),
  ];
}

function contractFaults(contract: Contract, known: ReadonlySet<string>, path: Path): ContractFault[] {
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
    ...duplicates(
      contract.lumpSums.map(({ id }) => id),
      [...path, 'lumpSums'],
      'lump sum',
    ),
    ...backwards(contract.lumpSums, [...path, 'lumpSums']),
    ...contract.lumpSums.flatMap((lumpSum, i) => [
      ...partialMonths(lumpSum, [...path, 'lumpSums', i]),
      ...keyFaults(lumpSum, known, [...path, 'lumpSums', i, 'key']),
    ]),
    ...backwards(contract.capacity, [...path, 'capacity']),
  ];
}

/** Every fault of a region file at once; empty when it can be recorded. */
export function regionFileFaults({ definition, contracts }: Omit<RegionFile, 'settings'>): ContractFault[] {
  const known = new Set(definition.municipalities.map(({ code }) => code));
  return [
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

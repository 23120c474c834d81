/**
 * Payables of lump sums (taakgerichte bekostiging): each month that has ended is paid once. The municipality that bears a part pays
 * it, by the shares known when it is ordered. Later shifts between municipalities are settled between them, without a second payment.
 */
import { allocate, sumCents, type Cents, type Month } from '@regieboek/kernel';
import type { LumpSumPosition, PaymentOrder } from '@regieboek/events';
import type { LumpSumLine } from '@regieboek/billing';

/** A part of a month's lump sum that was not ordered yet, and its payer: a municipality, or the organisation (null). */
export interface OpenLumpSum extends LumpSumPosition {
  readonly provider: string;
  readonly municipality: string | null;
}

/** Lump sum lines of a month as known now. */
export interface DueMonth {
  readonly period: Month;
  readonly lumpSums: readonly LumpSumLine[];
}

/** Name of a month's lump sum among those of a provider. */
export const lumpSumKey = ({ period, lumpSum }: Pick<LumpSumPosition, 'period' | 'lumpSum'>): string =>
  `${period}/${lumpSum}`;

/** Parts of amounts per municipality that pays; null: the organisation. */
type Parts = ReadonlyMap<string | null, Cents>;

const totalOf = (parts: Parts): Cents => sumCents(parts.values());

/** Positions of lump sums in a batch, with the payer of each. */
export const lumpSumsIn = ({ transfers }: PaymentOrder) =>
  transfers.flatMap(({ municipality, positions }) =>
    positions.flatMap((one) => ('lumpSum' in one ? [{ ...one, municipality }] : [])),
  );

/** Amounts of lump sums in batches; withdrawn batches do not count. */
export const lumpSumsPaid = (payments: readonly { readonly order: PaymentOrder; readonly withdrawnOn: unknown }[]) =>
  payments.flatMap(({ order, withdrawnOn }) =>
    lumpSumsIn(order).map((one) => (withdrawnOn === null ? one : { ...one, cents: 0 - one.cents })),
  );

/** Lump sums that were ordered, by provider and month. */
export class OrderedLumpSums {
  readonly #byKey = new Map<string, Map<string | null, Cents>>();

  /** Adds a batch that was ordered (sign 1), or subtracts one that was withdrawn (sign -1). */
  apply(order: PaymentOrder, sign: 1 | -1): void {
    for (const one of lumpSumsIn(order)) {
      const key = `${order.provider}/${lumpSumKey(one)}`;
      const parts = this.#byKey.get(key) ?? new Map<string | null, Cents>();
      this.#byKey.set(key, parts.set(one.municipality, sumCents([parts.get(one.municipality) ?? 0, sign * one.cents])));
    }
  }

  /** Ordered amounts of a month's lump sum, by payer. */
  of(provider: string, key: string): Parts {
    return this.#byKey.get(`${provider}/${key}`) ?? new Map();
  }

  /** Provider and month's lump sum of everything ordered. */
  get keys(): string[] {
    return [...this.#byKey.keys()];
  }
}

/** Divides the amount left to order among its payers: by their shares, or, when nobody bears it any more, by what they paid. */
function divided(left: Cents, borne: Parts, ordered: Parts): Parts {
  const parts = totalOf(borne) > 0 ? borne : ordered;
  const payers = [...parts.keys()].sort();
  const amounts = allocate(
    left,
    payers.map((payer) => Math.max(0, parts.get(payer) ?? 0)),
  );
  return new Map(payers.map((payer, index) => [payer, amounts[index] ?? 0]));
}

/**
 * Amounts of lump sums that were not ordered yet, by provider, in order of month and id; negative when a contract turned
 * out lower after it was paid. `isCentral`: whether the organisation pays for a month.
 */
export function openLumpSums(
  months: readonly DueMonth[],
  ordered: OrderedLumpSums,
  isCentral: (period: Month) => boolean,
): OpenLumpSum[] {
  const known = months.flatMap(({ period, lumpSums }) => {
    const due = Map.groupBy(lumpSums, ({ provider, lumpSum }) => `${provider}/${lumpSumKey({ period, lumpSum })}`);
    const gone = ordered.keys.filter((key) => key.split('/')[1] === period && !due.has(key));
    return [...due.keys(), ...gone].sort().map((key) => ({ key, lines: due.get(key) ?? [] }));
  });
  return known.flatMap(({ key, lines }) => {
    const [provider = '', period, ...id] = key.split('/');
    const month = months.find((one) => one.period === period);
    if (!month) return [];
    const lumpSum = id.join('/');
    const before = ordered.of(provider, lumpSumKey({ period: month.period, lumpSum }));
    const dueCents = sumCents(lines.map(({ cents }) => cents));
    const borne: Parts = isCentral(month.period)
      ? new Map([[null, dueCents]])
      : new Map(lines.map(({ municipality, cents }) => [municipality, cents]));
    const beforeCents = totalOf(before);
    const left = sumCents([dueCents, -beforeCents]);
    if (left === 0) return [];
    return [...divided(left, borne, before)].flatMap(([municipality, cents]) =>
      cents === 0 ? [] : [{ provider, municipality, lumpSum, period: month.period, cents, beforeCents }],
    );
  });
}

/** Amounts to pay to providers: approved declarations and lump sums that are in no batch yet, as transfers per paying account. */
import type {
  Account,
  DeclarationPosition,
  DomainEvent,
  PayablePosition,
  PaymentOrder,
  Transfer,
} from '@regieboek/events';
import { sumCents, type Cents, type Month } from '@regieboek/kernel';
import { TRANSFER_CENTS_MAX } from './limit.js';
import { OrderedLumpSums, type OpenLumpSum } from '../runs/lump-sum-payables.js';

/** An approved amount that was not ordered yet, with the municipality that received the declaration and so pays it (WPB-P1). */
export interface OpenDeclaration extends DeclarationPosition {
  readonly provider: string;
  readonly municipality: string;
}

/** An amount that was not ordered yet. */
export type OpenPosition = OpenDeclaration | OpenLumpSum;

/** Approved and ordered amounts of a region, taken from its events in log order. */
export class Payables {
  readonly #heads = new Map<string, Omit<OpenDeclaration, 'cents'>>();
  readonly #open = new Map<string, OpenDeclaration>();
  readonly #orders = new Map<string, PaymentOrder>();
  readonly #approved = new Map<string, Cents>();
  readonly #withdrawn = new Map<string, number>();
  readonly lumpSums = new OrderedLumpSums();

  /** Processes an event of the region; ignores those not about declarations or payments. */
  apply(stream: string, event: DomainEvent): void {
    if (event.type === 'finance.declaration-received.v1') {
      const { provider, municipality, number, period } = event.data;
      this.#heads.set(stream, { declaration: stream, provider, municipality, number, period });
    } else if (event.type === 'finance.declaration-decided.v1') {
      const head = this.#heads.get(stream);
      const cents = event.data.approvedCents;
      this.#approved.set(stream, cents);
      if (head && cents !== 0) this.#open.set(stream, { ...head, cents });
    } else if (event.type === 'finance.payment-ordered.v1') {
      for (const { positions } of event.data.transfers)
        for (const one of positions) if ('declaration' in one) this.#open.delete(one.declaration);
      this.#orders.set(event.data.batch, event.data);
      this.lumpSums.apply(event.data, 1);
    } else if (event.type === 'finance.payment-withdrawn.v1') this.#withdraw(event.data.batch);
  }

  /** Number of withdrawn batches of a provider; part of the ids of payments that are ordered again. */
  withdrawnOf(provider: string): number {
    return this.#withdrawn.get(provider) ?? 0;
  }

  #withdraw(batch: string): void {
    const order = this.#orders.get(batch);
    if (!order) return;
    this.#orders.delete(batch);
    this.#withdrawn.set(order.provider, this.withdrawnOf(order.provider) + 1);
    this.lumpSums.apply(order, -1);
    for (const { positions } of order.transfers)
      for (const one of positions) {
        const head = 'declaration' in one ? this.#heads.get(one.declaration) : undefined;
        if (head)
          this.#open.set(head.declaration, { ...head, cents: this.#approved.get(head.declaration) ?? one.cents });
      }
  }

  /** Approved amounts that were not ordered, in order of approval. */
  get open(): readonly OpenDeclaration[] {
    return [...this.#open.values()];
  }
}

/** Payer: the account of each municipality, or the one of the organisation for all. */
export interface Payers {
  readonly organisation: Account | null;
  readonly municipalities: ReadonlyMap<string, Account>;
  /** True when the organisation pays for a month; without a month, when it has an account. */
  readonly isCentral?: (period: Month) => boolean;
}

/** True when the organisation pays for a month. */
export const isCentralIn = ({ organisation, isCentral }: Payers, period: Month): boolean =>
  isCentral?.(period) ?? organisation !== null;

/** A transfer without the id that its positions give it. */
export type PlannedTransfer = Omit<Transfer, 'endToEnd'>;

/** Amounts that are not ordered now, and why. */
export interface HeldBack {
  readonly provider: string;
  readonly municipality: string | null;
  readonly cents: Cents;
  readonly reason: 'credit-outstanding' | 'payer-without-account' | 'provider-without-account' | 'above-bank-limit';
}

/** Payments to order for one provider, and those held back. */
export interface Plan {
  readonly transfers: readonly PlannedTransfer[];
  readonly held: readonly HeldBack[];
}

const totalOf = (positions: readonly PayablePosition[]): Cents => sumCents(positions.map(({ cents }) => cents));

const toPosition = (one: OpenPosition): PayablePosition => {
  const { period, cents } = one;
  return 'lumpSum' in one
    ? { lumpSum: one.lumpSum, period, cents, beforeCents: one.beforeCents }
    : { declaration: one.declaration, number: one.number, period, cents };
};

/** One transfer per declaration or lump sum of a month. When an amount was reversed there is one transfer for all, to set it off. */
function transfersOf(
  positions: readonly OpenPosition[],
  debtor: Account,
  municipality: string | null,
): PlannedTransfer[] {
  const parts = positions.some(({ cents }) => cents < 0) ? [positions] : positions.map((one) => [one]);
  return parts.map((part) => ({ municipality, debtor, cents: totalOf(part), positions: part.map(toPosition) }));
}

/**
 * Plans the payments for one provider. Per payer, reversals are set off against approved amounts. When nothing is left to pay, the
 * amounts are held back until more is approved. Amounts of payers without an account, and amounts above the limit of one transfer,
 * are held back too.
 */
export function planOf(provider: string, positions: readonly OpenPosition[], payers: Payers): Plan {
  const { organisation } = payers;
  const byPayer = Map.groupBy(positions, ({ municipality, period }) =>
    isCentralIn(payers, period) ? null : municipality,
  );
  const transfers: PlannedTransfer[] = [];
  const held: HeldBack[] = [];
  for (const [municipality, own] of [...byPayer].sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))) {
    const debtor = municipality === null ? organisation : payers.municipalities.get(municipality);
    const cents = totalOf(own);
    if (!debtor) held.push({ provider, municipality, cents, reason: 'payer-without-account' });
    else if (cents <= 0) held.push({ provider, municipality, cents, reason: 'credit-outstanding' });
    else
      for (const transfer of transfersOf(own, debtor, municipality)) {
        if (transfer.cents <= TRANSFER_CENTS_MAX) transfers.push(transfer);
        else held.push({ provider, municipality, cents: transfer.cents, reason: 'above-bank-limit' });
      }
  }
  return { transfers, held };
}

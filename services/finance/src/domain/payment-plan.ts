/** What is to be paid to providers: approved declarations and lump sums that no batch holds yet, as transfers per paying account. */
import type { Account, DeclarationPosition, DomainEvent, PayablePosition, Transfer } from '@regieboek/events';
import { sumCents, type Cents } from '@regieboek/kernel';
import { TRANSFER_CENTS_MAX } from './payment-limit.js';
import { OrderedLumpSums, type OpenLumpSum } from './lump-sum-payables.js';

/** An approved amount that was not ordered yet, with who got the declaration and so pays it (WPB-P1). */
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
  readonly lumpSums = new OrderedLumpSums();

  /** Takes in an event of the region; what is not about declarations or payments says nothing here. */
  apply(stream: string, event: DomainEvent): void {
    if (event.type === 'finance.declaration-received.v1') {
      const { provider, municipality, number, period } = event.data;
      this.#heads.set(stream, { declaration: stream, provider, municipality, number, period });
    } else if (event.type === 'finance.declaration-decided.v1') {
      const head = this.#heads.get(stream);
      const cents = event.data.approvedCents;
      if (head && cents !== 0) this.#open.set(stream, { ...head, cents });
    } else if (event.type === 'finance.payment-ordered.v1') {
      for (const { positions } of event.data.transfers)
        for (const one of positions) if ('declaration' in one) this.#open.delete(one.declaration);
      this.lumpSums.apply(event.data);
    }
  }

  /** Approved amounts that were not ordered, in the order in which they were approved. */
  get open(): readonly OpenDeclaration[] {
    return [...this.#open.values()];
  }
}

/** Who pays: the account of each municipality, or the one of the organisation for all. */
export interface Payers {
  readonly organisation: Account | null;
  readonly municipalities: ReadonlyMap<string, Account>;
}

/** A transfer without the id that its positions give it. */
export type PlannedTransfer = Omit<Transfer, 'endToEnd'>;

/** Amounts that are not ordered now, and why. */
export interface HeldBack {
  readonly provider: string;
  readonly municipality: string | null;
  readonly cents: Cents;
  readonly reason: 'credit-outstanding' | 'payer-without-account' | 'provider-without-account' | 'above-bank-limit';
}

/** What is ordered for one provider, and what is held back. */
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

/** One transfer per declaration or lump sum of a month; when something was taken back, one for all, so that it is set off. */
function transfersOf(
  positions: readonly OpenPosition[],
  debtor: Account,
  municipality: string | null,
): PlannedTransfer[] {
  const parts = positions.some(({ cents }) => cents < 0) ? [positions] : positions.map((one) => [one]);
  return parts.map((part) => ({ municipality, debtor, cents: totalOf(part), positions: part.map(toPosition) }));
}

/**
 * Plans what to order for one provider. Per payer, what was taken back is set off against what was approved; when that
 * leaves nothing to pay it is held back until more is approved, and so are amounts of payers without an account and those
 * that are more than a bank carries in one transfer.
 */
export function planOf(provider: string, positions: readonly OpenPosition[], payers: Payers): Plan {
  const { organisation } = payers;
  const byPayer = Map.groupBy(positions, ({ municipality }) => (organisation ? null : municipality));
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

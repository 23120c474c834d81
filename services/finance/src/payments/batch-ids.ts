import { createHash } from 'node:crypto';
import type { PayablePosition } from '@regieboek/events';
import type { PlannedTransfer } from '../domain/payments/plan.js';

/** Id in bank format, at most 35 characters: RB and 128 bits of a hash over its content. */
export const idOf = (...parts: readonly unknown[]): string =>
  `RB${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32).toUpperCase()}`;

/** Subject of a position as one text. For a lump sum it includes the amount ordered before, so that a later order has another id. */
const nameOf = (one: PayablePosition, municipality: string | null): string =>
  'lumpSum' in one
    ? JSON.stringify(['lump-sum', one.period, one.lumpSum, municipality, one.beforeCents])
    : one.declaration;

/** Positions from which ids are derived: declarations and lump sums with their amounts, in a fixed order. */
export const approvedIn = (transfers: readonly PlannedTransfer[]) =>
  transfers
    .flatMap(({ positions, municipality }) => positions.map((one) => [nameOf(one, municipality), one.cents] as const))
    .sort(([a], [b]) => (a < b ? -1 : 1));

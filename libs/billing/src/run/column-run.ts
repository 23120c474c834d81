import type { RegionHistory } from '@regieboek/journal';
import type { Month } from '@regieboek/kernel';
import type { PartPlaces } from '../columns/lines/order-of-id.js';
import { noSums, type BilledParts, type RunSums } from '../columns/lines/billed-parts.js';

/** A billing run by columns: its lines in order of id, its sums, and the contracts for its lump sums. */
export interface ColumnRun {
  readonly region: string;
  readonly period: Month;
  /** Position at which the run was known. */
  readonly position: number;
  readonly parts: readonly BilledParts[];
  readonly order: PartPlaces;
  readonly sums: RunSums;
  /** Definition and contracts as known then; no youths. */
  readonly contracts: RegionHistory;
  /** SHA-256 of the run with its lump sums, equal to that of the same run over a history. */
  digest(lumpSums: readonly unknown[]): string;
}

/** Sums of all parts. */
export function sumsOf(parts: readonly BilledParts[]): RunSums {
  const total = noSums();
  for (const { sums } of parts) {
    total.approvedCents += sums.approvedCents;
    total.billedCents += sums.billedCents;
    total.unresolvedCents += sums.unresolvedCents;
    total.youths.columns += sums.youths.columns;
    total.youths.objects += sums.youths.objects;
    total.unknownLines += sums.unknownLines;
  }
  return total;
}

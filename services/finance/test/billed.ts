/** Lines and runs for tests. */
import { monthOf, toDay } from '@regieboek/kernel';
import type { BilledLine, BillingRun } from '../src/domain/runs/billing-run.js';
import type { LumpSumLine } from '@regieboek/billing';

/** A billed line: 28 hours of February 2025 in Dordrecht, unless said otherwise. */
export const billed = (over: Partial<BilledLine> = {}): BilledLine => ({
  id: '99990001.P1.1',
  kind: 'line',
  youth: '8e1a4a36-6bd0-4ad0-8a05-000000000001',
  provider: '99990001',
  reference: 'P1',
  category: '45',
  code: '45A04',
  unit: '04',
  periodFrom: '2025-02-01',
  periodTo: '2025-02-28',
  from: '2025-02-01',
  to: '2025-02-28',
  days: 28,
  volume: 28,
  tariffCents: 1_000,
  cents: 28_000,
  municipality: '0505',
  municipalityOfDays: over.municipality === undefined ? '0505' : over.municipality,
  payer: '0505',
  rule: 'WPB-2022-V1',
  chainStart: null,
  referenceDay: '2025-02-01',
  facts: ['F1'],
  review: [],
  ground: 'care-days',
  ...over,
});

/** Part of the lump sum of February 2025 that a municipality bears. */
export const lumpSumOf = (municipality: string, cents: number): LumpSumLine => ({
  id: `99990001.crisis.2025-02.${municipality}`,
  kind: 'lump-sum',
  provider: '99990001',
  lumpSum: 'crisis',
  municipality,
  cents,
  model: 'use',
  useDays: 12,
});

/** A run over February 2025. */
export const runOf = (lines: readonly BilledLine[], lumpSums: readonly LumpSumLine[] = []): BillingRun => ({
  region: 'zhz',
  period: monthOf(toDay('2025-02-01')),
  position: 9,
  lines,
  lumpSums,
  totals: { approvedCents: 0, lumpSumCents: 0, billedCents: 0, unresolvedCents: 0 },
});

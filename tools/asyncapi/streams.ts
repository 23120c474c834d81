import type { DomainEvent } from '@regieboek/events';

/** A kind of stream: its category in stream names, and a description of its id. */
export interface StreamKind {
  readonly category: string;
  readonly id: string;
  /** An id for examples. */
  readonly example: string;
}

const youthId = '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55';
const region: StreamKind = { category: 'region', id: 'the region itself', example: 'zhz' };
const contract: StreamKind = { category: 'contract', id: 'AGB code of the provider', example: '99990001' };
const youth: StreamKind = { category: 'youth', id: 'pseudonym of the youth', example: youthId };
const assignment: StreamKind = {
  category: 'assignment',
  id: 'CBS code of the municipality and number of the assignment',
  example: '0505-700123',
};
const care: StreamKind = {
  category: 'care',
  id: 'that of the assignment; for task-based care (taakgericht) a UUID of youth, provider and product',
  example: '0505-700123',
};
const declaration: StreamKind = {
  category: 'declaration',
  id: 'UUID of the declaration',
  example: '615673df-570b-522a-ab28-0ee98b85f50c',
};

const period: StreamKind = { category: 'period', id: 'month of declaration, yyyy-mm', example: '2026-02' };

const payment: StreamKind = { category: 'payment', id: 'AGB code of the provider', example: '99990001' };

const emergency: StreamKind = {
  category: 'emergency',
  id: 'UUID of the emergency access',
  example: '615673df-570b-522a-ab28-0ee98b85f50c',
};

const receipt: StreamKind = { category: 'receipt', id: 'region', example: 'zhz' };

const standing: StreamKind = { category: 'standing', id: 'region', example: 'zhz' };
const bank: StreamKind = { category: 'bank', id: 'region', example: 'zhz' };

const settlement: StreamKind = { category: 'settlement', id: 'region', example: 'zhz' };

/** The kind of stream in which each event is recorded; the name of the stream is the key of the record. */
export const streamKinds: Readonly<Record<DomainEvent['type'], StreamKind>> = {
  'contracts.region-defined.v1': region,
  'contracts.contract-agreed.v1': contract,
  'contracts.contract-withdrawn.v1': contract,
  'contracts.ijw-settings-chosen.v1': region,
  'contracts.emergency-access-taken.v1': emergency,
  'contracts.emergency-access-reviewed.v1': emergency,
  'placements.youth-registered.v1': youth,
  'placements.birth-date-corrected.v1': youth,
  'placements.residence-fact-recorded.v1': youth,
  'placements.residence-fact-withdrawn.v1': youth,
  'placements.authorisation-recorded.v1': youth,
  'placements.assignment-decided.v1': assignment,
  'placements.care-started.v1': care,
  'placements.care-start-withdrawn.v1': care,
  'placements.care-stopped.v1': care,
  'placements.care-stop-withdrawn.v1': care,
  'placements.absence-recorded.v1': youth,
  'placements.youth-erased.v1': youth,
  'finance.declaration-received.v1': declaration,
  'finance.declaration-lines-decided.v1': declaration,
  'finance.declaration-decided.v1': declaration,
  'finance.period-sealed.v1': period,
  'finance.period-reopened.v1': period,
  'finance.payment-ordered.v1': payment,
  'finance.payment-withdrawn.v1': payment,
  'finance.receipt-recorded.v1': receipt,
  'finance.standing-decision-taken.v1': standing,
  'finance.standing-decision-withdrawn.v1': standing,
  'finance.settlement-issued.v1': settlement,
  'finance.bank-entry-listed.v1': bank,
};

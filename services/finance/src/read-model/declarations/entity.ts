import { EntitySchema } from 'typeorm';

/** A declaration and how far it is: received, then decided. */
export interface DeclarationRow {
  region: string;
  /** Id of its stream. */
  id: string;
  provider: string;
  municipality: string;
  messageId: string;
  number: string;
  period: string;
  message: string;
  submittedCents: string;
  /** null until the declaration is decided. */
  approvedCents: string | null;
  approvedLines: number | null;
  rejectedLines: number | null;
  /** True when the declaration counts as sent; false when it was refused as a whole. */
  counts: boolean;
}

export const declarationRow = new EntitySchema<DeclarationRow>({
  name: 'declaration',
  columns: {
    region: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    provider: { type: 'text' },
    municipality: { type: 'text' },
    messageId: { type: 'text', name: 'message_id' },
    number: { type: 'text' },
    period: { type: 'text' },
    message: { type: 'text' },
    submittedCents: { type: 'bigint', name: 'submitted_cents' },
    approvedCents: { type: 'bigint', name: 'approved_cents', nullable: true },
    approvedLines: { type: 'int', name: 'approved_lines', nullable: true },
    rejectedLines: { type: 'int', name: 'rejected_lines', nullable: true },
    counts: { type: 'boolean', default: false },
  },
});

/** A decided line of a declaration. */
export interface LineRow {
  region: string;
  declaration: string;
  /** Its number in the declaration. */
  place: number;
  reference: string;
  /** Reference of the debit that it credits; null for a debit. */
  previous: string | null;
  provider: string;
  municipality: string;
  youth: string | null;
  assignment: number;
  category: string;
  code: string;
  firstDay: string;
  lastDay: string;
  volume: number;
  unit: string;
  tariffCents: number | null;
  cents: string;
  /** Codes of the answer; empty when it was approved. */
  codes: string[];
}

export const lineRow = new EntitySchema<LineRow>({
  name: 'line',
  columns: {
    region: { type: 'text', primary: true },
    declaration: { type: 'text', primary: true },
    place: { type: 'int', primary: true },
    reference: { type: 'text' },
    previous: { type: 'text', nullable: true },
    provider: { type: 'text' },
    municipality: { type: 'text' },
    youth: { type: 'uuid', nullable: true },
    assignment: { type: 'int' },
    category: { type: 'text' },
    code: { type: 'text' },
    firstDay: { type: 'date', name: 'first_day' },
    lastDay: { type: 'date', name: 'last_day' },
    volume: { type: 'int' },
    unit: { type: 'text' },
    tariffCents: { type: 'int', name: 'tariff_cents', nullable: true },
    cents: { type: 'bigint' },
    codes: { type: 'text', array: true },
  },
});

import { EntitySchema } from 'typeorm';
import type { ApprovalStatus } from '../approval.js';
import type { Described } from '../use-case.js';

/** A request for a second person. Its content is sealed, and deleted once it is decided. */
export interface ApprovalRow {
  id: string;
  region: string;
  action: string;
  /** Keyed digest of action, content and asker: the same request again is the same row while it is open. */
  fingerprint: string;
  content: Buffer | null;
  description: Described;
  status: ApprovalStatus;
  askedSubject: string;
  askedIssuer: string;
  askedCode: string;
  askedAt: Date;
  decidedSubject: string | null;
  decidedIssuer: string | null;
  decidedCode: string | null;
  decidedAt: Date | null;
}

const text = (name: string) => ({ type: 'text', name }) as const;
const optional = (name: string) => ({ type: 'text', name, nullable: true }) as const;

export const approvalEntity = new EntitySchema<ApprovalRow>({
  name: 'approval',
  columns: {
    id: { type: 'uuid', primary: true },
    region: { type: 'text' },
    action: { type: 'text' },
    fingerprint: { type: 'text' },
    content: { type: 'bytea', nullable: true },
    description: { type: 'jsonb' },
    status: { type: 'text' },
    askedSubject: text('asked_subject'),
    askedIssuer: text('asked_issuer'),
    askedCode: text('asked_code'),
    askedAt: { type: 'timestamptz', name: 'asked_at' },
    decidedSubject: optional('decided_subject'),
    decidedIssuer: optional('decided_issuer'),
    decidedCode: optional('decided_code'),
    decidedAt: { type: 'timestamptz', name: 'decided_at', nullable: true },
  },
});

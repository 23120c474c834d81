import { EntitySchema } from 'typeorm';

/** A message or file as received, encrypted, with its status. */
export interface MessageRow {
  id: string;
  kind: string;
  status: string;
  region: string | null;
  faults: unknown;
  result: unknown;
  sealed: Buffer;
  receivedAt: Date;
  answer: Buffer | null;
  sentAs: string | null;
  logId: string | null;
  attempts: number;
  /** Youths whose keys encrypt it; null until it is encrypted with them. */
  youths: string[] | null;
}

/**
 * The table of messages of a service. `MessageStore` uses SQL for speed: every message of an import passes through it.
 */
export const messageEntity = new EntitySchema<MessageRow>({
  name: 'message',
  columns: {
    id: { type: 'text', primary: true },
    kind: { type: 'text' },
    status: { type: 'text' },
    region: { type: 'text', nullable: true },
    faults: { type: 'jsonb', default: [] },
    result: { type: 'jsonb', nullable: true },
    sealed: { type: 'bytea' },
    receivedAt: { type: 'timestamptz', name: 'received_at', default: () => 'now()' },
    answer: { type: 'bytea', nullable: true },
    sentAs: { type: 'text', name: 'sent_as', nullable: true },
    logId: { type: 'text', name: 'log_id', nullable: true },
    attempts: { type: 'int', default: 0 },
    youths: { type: 'uuid', array: true, nullable: true },
  },
});

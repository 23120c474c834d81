import { EntitySchema } from 'typeorm';

/** An answer that was put into the outbox. */
export interface SentAnswerRow {
  region: string;
  name: string;
  sentAt: Date;
}

export const sentAnswerEntity = new EntitySchema<SentAnswerRow>({
  name: 'sent_answer',
  columns: {
    region: { type: 'text', primary: true },
    name: { type: 'text', primary: true },
    sentAt: { type: 'timestamptz', name: 'sent_at', default: () => 'now()' },
  },
});

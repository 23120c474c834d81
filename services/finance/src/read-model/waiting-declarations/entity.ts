import { EntitySchema } from 'typeorm';

/** A declaration that waits for the one of a month before it, at the latest until a day. */
export interface WaitingDeclarationRow {
  region: string;
  message: string;
  provider: string;
  municipality: string;
  period: string;
  months: string[];
  until: string;
}

export const waitingDeclarationRow = new EntitySchema<WaitingDeclarationRow>({
  name: 'waiting_declaration',
  columns: {
    region: { type: 'text' },
    message: { type: 'text', primary: true },
    provider: { type: 'text' },
    municipality: { type: 'text' },
    period: { type: 'text' },
    months: { type: 'text', array: true },
    until: { type: 'date' },
  },
});

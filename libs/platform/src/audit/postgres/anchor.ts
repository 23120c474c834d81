import { EntitySchema } from 'typeorm';

/** End of a pruned part of the audit log, from which the chain of the region continues. */
export interface AnchorRow {
  region: string;
  position: number;
  hash: string;
  entries: number;
  prunedAt: Date;
}

const wholeNumber = { to: (value: unknown) => value, from: Number };

export const anchorEntity = new EntitySchema<AnchorRow>({
  name: 'anchor',
  columns: {
    region: { type: 'text', primary: true },
    position: { type: 'bigint', primary: true, transformer: wholeNumber },
    hash: { type: 'text' },
    entries: { type: 'bigint', transformer: wholeNumber },
    prunedAt: { type: 'timestamptz', name: 'pruned_at' },
  },
});

import { EntitySchema } from 'typeorm';

/** A remark about a line of a work list. */
export interface RemarkRow {
  region: string;
  /** Identifies the line: see `workKey`. */
  key: string;
  remark: string;
  writtenBy: string;
  writtenOn: string;
  writtenAt: Date;
}

export const remarkRow = new EntitySchema<RemarkRow>({
  name: 'remark',
  columns: {
    region: { type: 'text', primary: true },
    key: { type: 'text', primary: true },
    remark: { type: 'text' },
    writtenBy: { type: 'text', name: 'written_by' },
    writtenOn: { type: 'date', name: 'written_on' },
    writtenAt: { type: 'timestamptz', name: 'written_at', default: () => 'now()' },
  },
});

import { EntitySchema } from 'typeorm';
import type { ErasureGround } from '@regieboek/events';

/** A youth whose data were erased here. */
export interface ErasureRow {
  region: string;
  youth: string;
  ground: ErasureGround;
  erasedOn: string;
}

export const erasureEntity = new EntitySchema<ErasureRow>({
  name: 'erasure',
  columns: {
    region: { type: 'text', primary: true },
    youth: { type: 'uuid', primary: true },
    ground: { type: 'text' },
    erasedOn: { type: 'date', name: 'erased_on' },
  },
});

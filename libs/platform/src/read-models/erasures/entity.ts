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

/** The key of a youth, under the key of the region and the vault key. */
export interface YouthKeyRow {
  region: string;
  youth: string;
  sealed: Buffer;
}

export const youthKeyEntity = new EntitySchema<YouthKeyRow>({
  name: 'youth_key',
  columns: {
    region: { type: 'text', primary: true },
    youth: { type: 'uuid', primary: true },
    sealed: { type: 'bytea' },
  },
});

import { EntitySchema } from 'typeorm';

/** A youth in the vault: the keyed index of its BSN, and its identity under the vault key. */
export interface IdentityRow {
  region: string;
  bsnIndex: string;
  youth: string;
  sealed: Buffer;
}

export const identityEntity = new EntitySchema<IdentityRow>({
  name: 'identity',
  columns: {
    region: { type: 'text', primary: true },
    bsnIndex: { type: 'text', primary: true, name: 'bsn_index' },
    youth: { type: 'uuid', unique: true },
    sealed: { type: 'bytea' },
  },
});

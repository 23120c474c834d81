import { EntitySchema } from 'typeorm';

/** A fact by which the address of a youth is secret (geheim adres), with its last day; null while it has none. */
export interface SecretAddressRow {
  region: string;
  youth: string;
  fact: string;
  ends: string | null;
}

export const secretAddressEntity = new EntitySchema<SecretAddressRow>({
  name: 'secret_address',
  columns: {
    region: { type: 'text', primary: true },
    youth: { type: 'uuid', primary: true },
    fact: { type: 'text', primary: true },
    ends: { type: 'date', nullable: true },
  },
});

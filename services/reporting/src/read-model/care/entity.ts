import { EntitySchema } from 'typeorm';
import type { CareForm, Contract } from '@regieboek/events';
import type { YouthHistory } from '@regieboek/journal';

/** A current contract, and the position at which it became current. */
export interface CareContractRow {
  region: string;
  provider: string;
  since: string;
  contract: Contract;
}

/** The events about a youth that its care follows from. */
export interface CareHistory {
  readonly care: YouthHistory['care'];
  readonly assignments: [string, Parameters<YouthHistory['assignments']['set']>[1]][];
}

/** A youth with the position of the first event about it, and the providers that sent messages about its care. */
export interface CareYouthRow {
  region: string;
  youth: string;
  since: string;
  providers: string[];
  history: CareHistory;
}

/** Care of one form by a provider. */
export interface CareRow {
  region: string;
  youth: string;
  /** Its index among the care of the youth, ordered by first day. */
  place: number;
  provider: string;
  form: CareForm;
  firstDay: string;
  /** null while it runs. */
  lastDay: string | null;
}

const region = { type: 'text', primary: true } as const;

export const careContractRow = new EntitySchema<CareContractRow>({
  name: 'care_contract',
  columns: {
    region,
    provider: { type: 'text', primary: true },
    since: { type: 'bigint' },
    contract: { type: 'jsonb' },
  },
});

export const careYouthRow = new EntitySchema<CareYouthRow>({
  name: 'care_youth',
  columns: {
    region,
    youth: { type: 'uuid', primary: true },
    since: { type: 'bigint' },
    providers: { type: 'text', array: true },
    history: { type: 'jsonb' },
  },
});

export const careRow = new EntitySchema<CareRow>({
  name: 'care',
  columns: {
    region,
    youth: { type: 'uuid', primary: true },
    place: { type: 'int', primary: true },
    provider: { type: 'text' },
    form: { type: 'text' },
    firstDay: { type: 'date', name: 'first_day' },
    lastDay: { type: 'date', name: 'last_day', nullable: true },
  },
});

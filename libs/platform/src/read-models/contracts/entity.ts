import { EntitySchema } from 'typeorm';
import type { Contract, IjwSettings, RegionDefinition } from '@regieboek/events';

/** The last agreement with a provider; null once it was withdrawn. */
export interface ContractRow {
  region: string;
  provider: string;
  contract: Contract | null;
}

/** The current definition of a region. */
export interface RegionRow {
  region: string;
  definition: RegionDefinition;
}

/** The last choices of a region where the sources of iJw contradict each other. */
export interface SettingsRow {
  region: string;
  settings: IjwSettings;
}

export const contractEntity = new EntitySchema<ContractRow>({
  name: 'contract',
  columns: {
    region: { type: 'text', primary: true },
    provider: { type: 'text', primary: true },
    contract: { type: 'jsonb', nullable: true },
  },
});

export const regionEntity = new EntitySchema<RegionRow>({
  name: 'region',
  columns: { region: { type: 'text', primary: true }, definition: { type: 'jsonb' } },
});

export const settingsEntity = new EntitySchema<SettingsRow>({
  name: 'ijw_settings',
  columns: { region: { type: 'text', primary: true }, settings: { type: 'jsonb' } },
});

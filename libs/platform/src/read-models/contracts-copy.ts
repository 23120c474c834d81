import { EntitySchema, type DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { toDay, type Day } from '@regieboek/kernel';
import { decode, type Contract, type IjwSettings, type RegionDefinition } from '@regieboek/events';
import type { EventLog } from '@regieboek/eventing';
import type { Projection, Projections } from '../projections/projection.js';

interface ContractRow {
  region: string;
  provider: string;
  contract: Contract | null;
}

interface RegionRow {
  region: string;
  definition: RegionDefinition;
}

interface SettingsRow {
  region: string;
  settings: IjwSettings;
}

const contractEntity = new EntitySchema<ContractRow>({
  name: 'contract',
  columns: {
    region: { type: 'text', primary: true },
    provider: { type: 'text', primary: true },
    contract: { type: 'jsonb', nullable: true },
  },
});

const regionEntity = new EntitySchema<RegionRow>({
  name: 'region',
  columns: { region: { type: 'text', primary: true }, definition: { type: 'jsonb' } },
});

const settingsEntity = new EntitySchema<SettingsRow>({
  name: 'ijw_settings',
  columns: { region: { type: 'text', primary: true }, settings: { type: 'jsonb' } },
});

/** Tables of the copy in one schema; the oldest migration of every service that keeps one. */
const tablesIn = (schema: string): new () => MigrationInterface =>
  class ContractsCopy1700000000000 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        CREATE TABLE ${schema}.region (region text PRIMARY KEY, definition jsonb NOT NULL);
        CREATE TABLE ${schema}.contract (region text, provider text, contract jsonb, PRIMARY KEY (region, provider))`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.contract; DROP TABLE ${schema}.region`);
    }
  };

/** Table of what regions chose where the sources of iJw contradict each other. */
const settingsTableIn = (schema: string): new () => MigrationInterface =>
  class IjwSettings1700000000004 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`CREATE TABLE ${schema}.ijw_settings (region text PRIMARY KEY, settings jsonb NOT NULL)`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.ijw_settings`);
    }
  };

const projectionInto = (schema: string): Projection => {
  const upsertContract = `
    INSERT INTO ${schema}.contract VALUES ($1, $2, $3)
    ON CONFLICT (region, provider) DO UPDATE SET contract = excluded.contract`;
  const upsertRegion = `
    INSERT INTO ${schema}.region VALUES ($1, $2) ON CONFLICT (region) DO UPDATE SET definition = excluded.definition`;
  const upsertSettings = `
    INSERT INTO ${schema}.ijw_settings VALUES ($1, $2) ON CONFLICT (region) DO UPDATE SET settings = excluded.settings`;
  return {
    name: `${schema}.contracts.v1`,
    context: 'contracts',
    async apply(events, transaction) {
      for (const recorded of events) {
        if (!recorded.type.startsWith('contracts.')) continue;
        const { type, data } = decode(recorded);
        if (type === 'contracts.region-defined.v1') {
          await transaction.query(upsertRegion, [data.region, JSON.stringify(data)]);
        } else if (type === 'contracts.contract-agreed.v1') {
          await transaction.query(upsertContract, [data.region, data.provider, JSON.stringify(data)]);
        } else if (type === 'contracts.contract-withdrawn.v1') {
          await transaction.query(upsertContract, [data.region, data.provider, null]);
        } else if (type === 'contracts.ijw-settings-chosen.v1') {
          await transaction.query(upsertSettings, [data.region, JSON.stringify(data.settings)]);
        }
      }
    },
  };
};

/** What a schema needs to hold a copy of regions and contracts. */
export const contractsCopyIn = (schema: string) => ({
  entities: [contractEntity, regionEntity, settingsEntity],
  migrations: [tablesIn(schema), settingsTableIn(schema)],
  projection: projectionInto(schema),
});

/** Regions and contracts as they were at one moment: for a batch of messages that are judged together. */
export class ContractsSnapshot {
  constructor(
    private readonly definitions: readonly RegionDefinition[],
    private readonly contracts: ReadonlyMap<string, ReadonlyMap<string, Contract>>,
    private readonly settings: ReadonlyMap<string, IjwSettings> = new Map(),
  ) {}

  /**
   * Id of the region that a municipality (CBS code) takes part in on a day, or null. Around a reorganisation messages
   * carry the new code early and the old one late (TR378), so a region it takes part in on another day is the next best.
   */
  regionOf(municipality: string, day: Day): string | null {
    const members = this.definitions.filter(({ municipalities }) =>
      municipalities.some(({ code }) => code === municipality),
    );
    return (members.find((definition) => takesPart(definition, municipality, day)) ?? members[0])?.region ?? null;
  }

  /** Whether somebody defined the region. */
  hasRegion(region: string): boolean {
    return this.definitions.some((definition) => definition.region === region);
  }

  /** Contracts of a region that stand, by provider. */
  contractsOf(region: string): ReadonlyMap<string, Contract> {
    return this.contracts.get(region) ?? new Map();
  }

  /** What a region chose where the sources of iJw contradict each other; empty when it chose nothing. */
  settingsOf(region: string): IjwSettings {
    return this.settings.get(region) ?? {};
  }

  /** Whether a code (CBS) is or was one of a municipality in any region (TR378). */
  hasMunicipality(code: string): boolean {
    return this.definitions.some(({ municipalities }) => municipalities.some((one) => one.code === code));
  }
}

/** Region that a municipality takes part in on a day. */
const takesPart = (definition: RegionDefinition, code: string, day: Day): boolean =>
  definition.municipalities.some(
    (one) => one.code === code && toDay(one.from) <= day && (one.to === null || day <= toDay(one.to)),
  );

/**
 * Regions and contracts as a service keeps them for itself, from the events of the contracts context. Every question
 * first catches up with the log.
 */
export class ContractsCopy {
  constructor(
    private readonly source: DataSource,
    private readonly projections: Projections,
    private readonly log: EventLog,
    private readonly projection: Projection,
  ) {}

  /** All regions, by id. */
  async regions(): Promise<RegionDefinition[]> {
    for (const region of await this.log.regions()) await this.projections.catchUp(this.projection, region);
    const rows = await this.source.getRepository(regionEntity).find({ order: { region: 'ASC' } });
    return rows.map(({ definition }) => definition);
  }

  /** One region, or null when nobody defined it. */
  async region(region: string): Promise<RegionDefinition | null> {
    await this.projections.catchUp(this.projection, region);
    const row = await this.source.getRepository(regionEntity).findOneBy({ region });
    return row?.definition ?? null;
  }

  /** Contracts of a region that stand, by provider. */
  async contracts(region: string): Promise<Contract[]> {
    await this.projections.catchUp(this.projection, region);
    const rows = await this.source
      .getRepository(contractEntity)
      .find({ where: { region }, order: { provider: 'ASC' } });
    return rows.flatMap(({ contract }) => (contract ? [contract] : []));
  }

  /** Everything at this moment. */
  async snapshot(): Promise<ContractsSnapshot> {
    const definitions = await this.regions();
    const rows = await this.source.getRepository(contractEntity).find();
    const contracts = new Map<string, Map<string, Contract>>();
    for (const { region, provider, contract } of rows) {
      const own = contracts.get(region) ?? new Map<string, Contract>();
      contracts.set(region, own);
      if (contract) own.set(provider, contract);
    }
    const chosen = await this.source.getRepository(settingsEntity).find();
    return new ContractsSnapshot(
      definitions,
      contracts,
      new Map(chosen.map(({ region, settings }) => [region, settings])),
    );
  }

  /** Closes the connection to the read model. */
  async close(): Promise<void> {
    await this.source.destroy();
  }
}

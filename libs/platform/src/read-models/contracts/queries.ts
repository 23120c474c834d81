import { overAllRegions, withinRegion } from '@regieboek/isolation';
import { LessThanOrEqual, MoreThan, type DataSource } from 'typeorm';
import type { Contract, RegionDefinition } from '@regieboek/events';
import type { EventLog } from '@regieboek/eventing';
import { emergencyAccessEntity, type EmergencyAccessRow } from '../../emergency/index.js';
import type { Projection, Projections } from '../../projections/projection.js';
import { contractEntity, regionEntity, settingsEntity } from './entity.js';
import { contractsMigrations } from './migrations.js';
import { contractsProjection } from './projection.js';
import { ContractsSnapshot } from './snapshot.js';

/** Entities, migrations and projection of a copy of regions and contracts in a schema. */
export const contractsCopyIn = (schema: string) => ({
  entities: [contractEntity, regionEntity, settingsEntity, emergencyAccessEntity],
  migrations: contractsMigrations(schema),
  projection: contractsProjection(schema),
});

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

  /** All regions that the work under way can reach, by id. */
  async regions(): Promise<RegionDefinition[]> {
    for (const region of await this.log.regions()) await this.projections.catchUp(this.projection, region);
    const rows = await overAllRegions(() => this.source.getRepository(regionEntity).find({ order: { region: 'ASC' } }));
    return rows.map(({ definition }) => definition);
  }

  /** One region, or null when it is not defined. */
  async region(region: string): Promise<RegionDefinition | null> {
    await this.projections.catchUp(this.projection, region);
    const row = await withinRegion(region, () => this.source.getRepository(regionEntity).findOneBy({ region }));
    return row?.definition ?? null;
  }

  /** Current contracts of a region, by provider. */
  async contracts(region: string): Promise<Contract[]> {
    await this.projections.catchUp(this.projection, region);
    const rows = await withinRegion(region, () =>
      this.source.getRepository(contractEntity).find({ where: { region }, order: { provider: 'ASC' } }),
    );
    return rows.flatMap(({ contract }) => (contract ? [contract] : []));
  }

  /** Ids of all regions that have events. */
  regionIds(): Promise<readonly string[]> {
    return this.log.regions();
  }

  /** Emergency access of a region, newest first. */
  async emergencyAccess(region: string): Promise<EmergencyAccessRow[]> {
    await this.projections.catchUp(this.projection, region);
    const table = this.source.getRepository(emergencyAccessEntity);
    return withinRegion(region, () => table.find({ where: { region }, order: { takenAt: 'DESC', id: 'ASC' } }));
  }

  /** Emergency access of a region that is active at a moment, as far as this service knows; does not wait for feeds. */
  async emergencyAccessAt(region: string, at: Date): Promise<EmergencyAccessRow[]> {
    await this.projections.follow(this.projection, region);
    const table = this.source.getRepository(emergencyAccessEntity);
    return withinRegion(region, () => table.findBy({ region, until: MoreThan(at), takenAt: LessThanOrEqual(at) }));
  }

  /** Everything at this moment, of the regions that the work under way can reach. */
  async snapshot(): Promise<ContractsSnapshot> {
    const definitions = await this.regions();
    const rows = await overAllRegions(() => this.source.getRepository(contractEntity).find());
    const contracts = new Map<string, Map<string, Contract>>();
    for (const { region, provider, contract } of rows) {
      const own = contracts.get(region) ?? new Map<string, Contract>();
      contracts.set(region, own);
      if (contract) own.set(provider, contract);
    }
    const chosen = await overAllRegions(() => this.source.getRepository(settingsEntity).find());
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

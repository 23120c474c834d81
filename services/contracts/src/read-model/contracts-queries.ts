import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Contract, RegionDefinition } from '@regieboek/events';
import type { EventLog } from '@regieboek/eventing';
import { EVENT_LOG, PROJECTIONS, type ProjectionRunner } from '@regieboek/platform';
import { contractRow, contractsProjection, regionRow } from './contract-row.js';

/** TypeORM connection of the contracts service. */
export const CONTRACTS_SOURCE = Symbol('ContractsSource');

/** Regions and contracts as the log has them now; every query first catches up with the log. */
@Injectable()
export class ContractsQueries implements OnModuleDestroy {
  constructor(
    @Inject(CONTRACTS_SOURCE) private readonly source: DataSource,
    @Inject(PROJECTIONS) private readonly projections: ProjectionRunner,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /** All regions, by id. */
  async regions(): Promise<RegionDefinition[]> {
    for (const region of await this.log.regions()) await this.projections.catchUp(contractsProjection, region);
    const rows = await this.source.getRepository(regionRow).find({ order: { region: 'ASC' } });
    return rows.map(({ definition }) => definition);
  }

  /** One region, or null. */
  async region(region: string): Promise<RegionDefinition | null> {
    await this.projections.catchUp(contractsProjection, region);
    const row = await this.source.getRepository(regionRow).findOneBy({ region });
    return row?.definition ?? null;
  }

  /** Contracts of a region that stand, by provider. */
  async contracts(region: string): Promise<Contract[]> {
    await this.projections.catchUp(contractsProjection, region);
    const rows = await this.source.getRepository(contractRow).find({ where: { region }, order: { provider: 'ASC' } });
    return rows.flatMap(({ contract }) => (contract ? [contract] : []));
  }

  async onModuleDestroy(): Promise<void> {
    await this.source.destroy();
  }
}

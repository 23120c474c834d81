import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { erasureEntity, withinRegion, PROJECTIONS, type ErasureRow, type Projections } from '@regieboek/platform';
import { placementsErasures } from '../read-model/index.js';
import { SOURCE } from '../tokens.js';

/** Youths whose data were erased. */
@Injectable()
export class ErasedYouths {
  constructor(
    @Inject(SOURCE) private readonly source: DataSource,
    @Inject(PROJECTIONS) private readonly projections: Projections,
  ) {}

  /** Those of a region, by day. */
  async in(region: string): Promise<ErasureRow[]> {
    await this.projections.catchUp(placementsErasures.projection, region);
    return withinRegion(region, () =>
      this.source.getRepository(erasureEntity).find({ where: { region }, order: { erasedOn: 'ASC', youth: 'ASC' } }),
    );
  }
}

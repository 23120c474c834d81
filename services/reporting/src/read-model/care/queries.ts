import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Contract } from '@regieboek/events';
import { OPEN, toDay, type CalendarDate } from '@regieboek/kernel';
import { PROJECTIONS, type Projections } from '@regieboek/platform';
import type { CareOfYouth } from '../../domain/care-of-youths.js';
import { SOURCE } from '../../tokens.js';
import { careContractRow, careRow, careYouthRow } from './entity.js';
import { careProjection } from './projection.js';

/** Current care of the youths of regions, according to the log. */
@Injectable()
export class CareQueries {
  constructor(
    @Inject(SOURCE) private readonly source: DataSource,
    @Inject(PROJECTIONS) private readonly projections: Projections,
  ) {}

  /** Care of every youth of a region, in the order in which the youths became known. */
  async youths(region: string): Promise<CareOfYouth[]> {
    await this.projections.catchUp(careProjection, region);
    const known = await this.source.getRepository(careYouthRow).find({
      select: { region: true, youth: true },
      where: { region },
      order: { since: 'ASC' },
    });
    const rows = await this.source.getRepository(careRow).find({ where: { region }, order: { place: 'ASC' } });
    const byYouth = Map.groupBy(rows, ({ youth }) => youth);
    return known.map(({ youth }) => ({
      youth,
      care: (byYouth.get(youth) ?? []).map(({ provider, form, firstDay, lastDay }) => ({
        ...{ provider, form, from: toDay(firstDay as CalendarDate) },
        to: lastDay === null ? OPEN : toDay(lastDay as CalendarDate),
      })),
    }));
  }

  /** Current contracts of a region, in the order in which they became current. */
  async contracts(region: string): Promise<Contract[]> {
    await this.projections.catchUp(careProjection, region);
    const rows = await this.source.getRepository(careContractRow).find({ where: { region }, order: { since: 'ASC' } });
    return rows.map(({ contract }) => contract);
  }
}

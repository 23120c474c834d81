import { Inject, Injectable } from '@nestjs/common';
import { In, type DataSource } from 'typeorm';
import { PROJECTIONS, type Projections } from '@regieboek/platform';
import { SOURCE } from '../../tokens.js';
import { approvedLines } from './entity.js';
import { standingLinesProjection } from './projection.js';

/** Declared lines that were approved and not credited, by assignment: such an assignment cannot be removed (TR385). */
@Injectable()
export class StandingLines {
  constructor(
    @Inject(SOURCE) private readonly source: DataSource,
    @Inject(PROJECTIONS) private readonly projections: Projections,
  ) {}

  /** Those of the given assignments of a municipality that have such lines now, according to the log. */
  async of(region: string, municipality: string, numbers: readonly number[]): Promise<ReadonlySet<number>> {
    if (numbers.length === 0) return new Set();
    await this.projections.catchUp(standingLinesProjection, region);
    const rows = await this.source
      .getRepository(approvedLines)
      .createQueryBuilder('line')
      .select('line.assignment', 'assignment')
      .innerJoin('declaration', 'declaration', 'declaration.stream = line.stream')
      .where('declaration.counts')
      .andWhere('declaration.region = :region AND declaration.municipality = :municipality', { region, municipality })
      .andWhere({ assignment: In([...numbers]) })
      .groupBy('line.assignment')
      .having('sum(line.lines) > 0')
      .getRawMany<{ assignment: number }>();
    return new Set(rows.map(({ assignment }) => assignment));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Cents, Month } from '@regieboek/kernel';
import { PROJECTIONS, type Projections } from '@regieboek/platform';
import { SOURCE } from '../../tokens.js';
import { declarationRow, type DeclarationRow } from './entity.js';
import { declarationsProjection } from './projection.js';

/** A declaration and its status, with amounts in cents. */
export interface ListedDeclaration extends Omit<DeclarationRow, 'submittedCents' | 'approvedCents'> {
  readonly submittedCents: Cents;
  readonly approvedCents: Cents | null;
}

/** Declarations of regions, up to the head of the log. */
@Injectable()
export class DeclarationList {
  constructor(
    @Inject(SOURCE) private readonly source: DataSource,
    @Inject(PROJECTIONS) private readonly projections: Projections,
  ) {}

  /** All declarations of a region, newest period first. */
  async of(region: string): Promise<ListedDeclaration[]> {
    await this.projections.catchUp(declarationsProjection, region);
    const rows = await this.source.getRepository(declarationRow).find({
      where: { region },
      order: { period: 'DESC', provider: 'ASC', number: 'ASC', id: 'ASC' },
    });
    return rows.map(({ submittedCents, approvedCents, ...row }) => ({
      ...row,
      submittedCents: Number(submittedCents),
      approvedCents: approvedCents === null ? null : Number(approvedCents),
    }));
  }

  /** AGB codes of the providers that sent a declaration, lowest first. */
  async providersOf(region: string): Promise<string[]> {
    await this.projections.catchUp(declarationsProjection, region);
    const rows = await this.source
      .getRepository(declarationRow)
      .createQueryBuilder('declaration')
      .select('DISTINCT declaration.provider', 'provider')
      .where('declaration.region = :region', { region })
      .orderBy('provider')
      .getRawMany<{ provider: string }>();
    return rows.map(({ provider }) => provider);
  }

  /** Periods of the declarations that count and have a line of a provider under this reference. */
  async periodsOf(
    region: string,
    { provider, reference }: { readonly provider: string; readonly reference: string },
  ): Promise<Month[]> {
    await this.projections.catchUp(declarationsProjection, region);
    const rows = await this.source
      .getRepository(declarationRow)
      .createQueryBuilder('declaration')
      .select('DISTINCT declaration.period', 'period')
      .innerJoin('line', 'line', 'line.region = declaration.region AND line.declaration = declaration.id')
      .where('line.region = :region AND line.provider = :provider', { region, provider })
      .andWhere('line.reference = :reference AND declaration.counts', { reference })
      .getRawMany<{ period: Month }>();
    return rows.map(({ period }) => period);
  }
}

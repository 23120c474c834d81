import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Cents } from '@regieboek/kernel';
import { PROJECTIONS, type Projections } from '@regieboek/platform';
import { SOURCE } from '../tokens.js';
import { declarationRow, declarationsProjection, type DeclarationRow } from './declarations.js';

/** A declaration and how far it is, with amounts in cents. */
export interface ListedDeclaration extends Omit<DeclarationRow, 'submittedCents' | 'approvedCents'> {
  readonly submittedCents: Cents;
  readonly approvedCents: Cents | null;
}

/** Declarations of regions, as the log has them now. */
@Injectable()
export class DeclarationList {
  constructor(
    @Inject(SOURCE) private readonly source: DataSource,
    @Inject(PROJECTIONS) private readonly projections: Projections,
  ) {}

  /** All of a region, newest period first. */
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
}

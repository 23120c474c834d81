import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Month } from '@regieboek/kernel';
import { PROJECTIONS, withinRegion, type Projections } from '@regieboek/platform';
import { declarationRow } from '../read-model/declarations/entity.js';
import { declarationsProjection } from '../read-model/declarations/projection.js';
import { SOURCE } from '../tokens.js';

/** Reference of a line, and its provider when that is known. */
export interface LineReference {
  /** ReferentieNummer. */
  readonly reference: string;
  readonly provider?: string | undefined;
}

/** A declared line with its decision: approved without codes, otherwise refused. */
export interface DeclaredLine {
  readonly declaration: string;
  readonly number: string;
  readonly provider: string;
  readonly municipality: string;
  readonly period: Month;
  /** Number of the line in the declaration, from 1. */
  readonly line: number;
  readonly reference: string;
  readonly assignment: number;
  /** Pseudonym; null when the region does not know the client. */
  readonly youth: string | null;
  readonly codes: readonly string[];
}

/** Id of the first billed part of an approved line; its explanation describes the whole line. */
export const firstPartOf = ({ provider, reference }: Pick<DeclaredLine, 'provider' | 'reference'>): string =>
  `${provider}.${reference}.1`;

/** Declared lines of a region by the references that their senders gave. */
@Injectable()
export class DeclaredLines {
  constructor(
    @Inject(SOURCE) private readonly source: DataSource,
    @Inject(PROJECTIONS) private readonly projections: Projections,
  ) {}

  /** Lines of declarations that count with this reference, oldest month first; several providers may use one reference. */
  async find(region: string, { reference, provider }: LineReference): Promise<DeclaredLine[]> {
    await this.projections.catchUp(declarationsProjection, region);
    const query = this.source
      .getRepository(declarationRow)
      .createQueryBuilder('d')
      .innerJoin('line', 'l', 'l.region = d.region AND l.declaration = d.id')
      .select('d.id', 'declaration')
      .addSelect(['d.number AS number', 'd.provider AS provider', 'd.municipality AS municipality'])
      .addSelect(['d.period AS period', 'l.place + 1 AS line', 'l.reference AS reference'])
      .addSelect(['l.assignment AS assignment', 'l.youth AS youth', 'l.codes AS codes'])
      .where('d.region = :region AND d.counts AND l.reference = :reference', { region, reference })
      .orderBy({ 'd.period': 'ASC', 'd.provider': 'ASC', 'd.id': 'ASC', 'l.place': 'ASC' });
    if (provider !== undefined) query.andWhere('l.provider = :provider', { provider });
    return withinRegion(region, () => query.getRawMany<DeclaredLine>());
  }
}

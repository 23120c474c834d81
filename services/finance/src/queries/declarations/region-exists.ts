import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ContractsCopy } from '@regieboek/platform';
import { CONTRACTS } from '../../tokens.js';

/** Whether finance knows a region. */
export class RegionExists extends Query<boolean> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles RegionExists. */
@QueryHandler(RegionExists)
export class RegionExistsHandler implements IQueryHandler<RegionExists> {
  constructor(@Inject(CONTRACTS) private readonly contracts: ContractsCopy) {}

  async execute({ region }: RegionExists): Promise<boolean> {
    return Boolean(await this.contracts.region(region));
  }
}

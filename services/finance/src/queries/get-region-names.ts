import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ContractsCopy } from '@regieboek/platform';
import { DeclarationList } from '../read-model/declarations/queries.js';
import { regionNames, type RegionNames } from '../names/index.js';
import { CONTRACTS } from '../tokens.js';

/** Names of the providers and municipalities of a region, for documents; they are public. */
export class GetRegionNames extends Query<RegionNames> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles GetRegionNames. */
@QueryHandler(GetRegionNames)
export class GetRegionNamesHandler implements IQueryHandler<GetRegionNames> {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
    @Inject(DeclarationList) private readonly declarations: DeclarationList,
  ) {}

  execute({ region }: GetRegionNames): Promise<RegionNames> {
    return regionNames(this.contracts, this.declarations, region);
  }
}

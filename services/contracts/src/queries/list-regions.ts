import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isAllowed, type ContractsCopy, overAllRegions } from '@regieboek/platform';
import { CONTRACTS } from '../tokens.js';

/** All regions that the caller may see, with their municipalities, by id. */
export class ListRegions extends Query<Awaited<ReturnType<ContractsCopy['regions']>>> {}

/** Handles ListRegions. */
@QueryHandler(ListRegions)
export class ListRegionsHandler implements IQueryHandler<ListRegions> {
  constructor(@Inject(CONTRACTS) private readonly contracts: ContractsCopy) {}

  async execute(): Promise<Awaited<ReturnType<ContractsCopy['regions']>>> {
    const regions = await overAllRegions(() => this.contracts.regions());
    return regions.filter(({ region }) => isAllowed('see-regions', { region }));
  }
}

import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ContractsCopy } from '@regieboek/platform';
import { CONTRACTS } from '../tokens.js';

/** All regions with their municipalities, by id. */
export class ListRegions extends Query<Awaited<ReturnType<ContractsCopy['regions']>>> {}

/** Handles ListRegions. */
@QueryHandler(ListRegions)
export class ListRegionsHandler implements IQueryHandler<ListRegions> {
  constructor(@Inject(CONTRACTS) private readonly contracts: ContractsCopy) {}

  execute(): Promise<Awaited<ReturnType<ContractsCopy['regions']>>> {
    return this.contracts.regions();
  }
}

import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ContractsCopy, ContractsSnapshot } from '@regieboek/platform';
import { CONTRACTS } from '../tokens.js';

/** Current regions and contracts, against which a batch of files is checked. */
export class GetContractsSnapshot extends Query<ContractsSnapshot> {}

/** Handles GetContractsSnapshot. */
@QueryHandler(GetContractsSnapshot)
export class GetContractsSnapshotHandler implements IQueryHandler<GetContractsSnapshot> {
  constructor(@Inject(CONTRACTS) private readonly contracts: ContractsCopy) {}

  execute(): Promise<ContractsSnapshot> {
    return this.contracts.snapshot();
  }
}

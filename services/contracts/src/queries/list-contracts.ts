import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { always } from '@regieboek/access';
import { isAllowed, notFound, type ContractsCopy } from '@regieboek/platform';
import { CONTRACTS } from '../tokens.js';

/** Contracts in force of a region, or of one provider in it, as far as the caller may see them. */
export class ListContracts extends Query<Awaited<ReturnType<ContractsCopy['contracts']>>> {
  constructor(
    readonly region: string,
    readonly provider: string | undefined = undefined,
  ) {
    super();
  }
}

/** Handles ListContracts. */
@QueryHandler(ListContracts)
export class ListContractsHandler implements IQueryHandler<ListContracts> {
  constructor(@Inject(CONTRACTS) private readonly contracts: ContractsCopy) {}

  async execute({ region, provider }: ListContracts): Promise<Awaited<ReturnType<ContractsCopy['contracts']>>> {
    if (!(await this.contracts.region(region)))
      throw notFound({
        en: 'no region has this id; see /v1/regions',
        nl: 'geen jeugdregio heeft dit id; zie /v1/regions',
      });
    const contracts = (await this.contracts.contracts(region)).filter((one) =>
      isAllowed('see-contracts', { region, providers: always(one.provider) }),
    );
    return provider ? contracts.filter((one) => one.provider === provider) : contracts;
  }
}

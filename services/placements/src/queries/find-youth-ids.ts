import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IDENTITIES, type Identities, withinRegion } from '@regieboek/platform';

/** Youth ids that a region knows for citizen service numbers. */
export class FindYouthIds extends Query<ReadonlyMap<string, string>> {
  constructor(
    readonly region: string,
    readonly bsns: readonly string[],
  ) {
    super();
  }
}

/** Handles FindYouthIds. */
@QueryHandler(FindYouthIds)
export class FindYouthIdsHandler implements IQueryHandler<FindYouthIds> {
  constructor(@Inject(IDENTITIES) private readonly identities: Identities) {}

  execute({ region, bsns }: FindYouthIds): Promise<ReadonlyMap<string, string>> {
    return withinRegion(region, () => this.identities.youthsOf(region, bsns));
  }
}

import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IDENTITIES, NO_REGION, withinRegion, type Identities, type Keepers } from '@regieboek/platform';

/** Ids under which messages that name these citizen service numbers are kept. */
export class FindKeepers extends Query<Keepers> {
  constructor(
    readonly region: string,
    readonly bsns: readonly string[],
  ) {
    super();
  }
}

/** Handles FindKeepers. */
@QueryHandler(FindKeepers)
export class FindKeepersHandler implements IQueryHandler<FindKeepers> {
  constructor(@Inject(IDENTITIES) private readonly identities: Identities) {}

  execute({ region, bsns }: FindKeepers): Promise<Keepers> {
    const ask = () => this.identities.keepersOf(region, bsns);
    return region === NO_REGION ? ask() : withinRegion(region, ask);
  }
}

import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { EventLog } from '@regieboek/eventing';
import { EVENT_LOG } from '@regieboek/platform';

/** Ids of the regions that have events, sorted. */
export class ListRegionIds extends Query<string[]> {}

/** Handles ListRegionIds. */
@QueryHandler(ListRegionIds)
export class ListRegionIdsHandler implements IQueryHandler<ListRegionIds> {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  execute(): Promise<string[]> {
    return this.log.regions();
  }
}

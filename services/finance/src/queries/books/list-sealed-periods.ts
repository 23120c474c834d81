import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Closing, type Sealed } from '../../closing/index.js';

/** Sealed periods of a region, in the order of sealing. */
export class ListSealedPeriods extends Query<Sealed[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListSealedPeriods. */
@QueryHandler(ListSealedPeriods)
export class ListSealedPeriodsHandler implements IQueryHandler<ListSealedPeriods> {
  constructor(@Inject(Closing) private readonly closing: Closing) {}

  execute({ region }: ListSealedPeriods): Promise<Sealed[]> {
    return this.closing.sealedPeriods(region);
  }
}

import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Books } from '../../books/index.js';

/** Position of the last event of a region. */
export class GetLogPosition extends Query<number> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles GetLogPosition. */
@QueryHandler(GetLogPosition)
export class GetLogPositionHandler implements IQueryHandler<GetLogPosition> {
  constructor(@Inject(Books) private readonly books: Books) {}

  execute({ region }: GetLogPosition): Promise<number> {
    return this.books.positionOf(region);
  }
}

import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { DecidedLine } from '@regieboek/events';
import { seeRows } from '@regieboek/platform';
import type { Month } from '@regieboek/kernel';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { Books } from '../../books/index.js';
import { historyAt } from '../../runs/index.js';

/** An approved line with the month and the provider of its declaration. */
export interface ApprovedLine {
  readonly month: Month;
  readonly provider: string;
  readonly line: DecidedLine;
}

/** Approved lines of the declarations of some months. */
export class ListApprovedLines extends Query<ApprovedLine[]> {
  constructor(
    readonly region: string,
    readonly months: readonly Month[],
  ) {
    super();
  }
}

/** Handles ListApprovedLines. */
@QueryHandler(ListApprovedLines)
export class ListApprovedLinesHandler implements IQueryHandler<ListApprovedLines> {
  constructor(
    @Inject(REPLAYS) private readonly replays: Replays,
    @Inject(Books) private readonly books: Books,
  ) {}

  async execute({ region, months }: ListApprovedLines): Promise<ApprovedLine[]> {
    const position = await this.books.positionOf(region);
    const { declarations } = await historyAt(this.replays, region, { periods: months, position });
    const approved = [...declarations.values()].flatMap(({ head, lines, outcome }) => {
      const month = months.find((one) => one === head.period);
      if (!outcome || !month) return [];
      return lines.filter(({ codes }) => codes.length === 0).map((line) => ({ month, provider: head.provider, line }));
    });
    seeRows(
      region,
      approved.map(({ line }) => line),
    );
    return approved;
  }
}

import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '@regieboek/kernel';
import { seeRows, TODAY, type ErasureRow, type Today } from '@regieboek/platform';
import type { Retention } from '../domain/retention.js';
import { ErasedYouths } from '../erasure/erased-youths.js';
import { Retentions } from '../erasure/retentions.js';

/** Data that may be erased, data that are kept and until when, and erasures. */
export interface RetentionReport {
  readonly on: CalendarDate;
  readonly youths: readonly Retention[];
  readonly erased: readonly Pick<ErasureRow, 'youth' | 'ground' | 'erasedOn'>[];
}

/** Retention of the youths of a region on a day; today when none is given. */
export class ListRetention extends Query<RetentionReport> {
  constructor(
    readonly region: string,
    readonly on?: CalendarDate,
  ) {
    super();
  }
}

/** Last day of a retention for the order of a list: unknown last. */
const lastDay = ({ reasons }: Retention): string =>
  reasons.reduce((latest, { until }) => (until === null || until > latest ? (until ?? '9999') : latest), '');

/** Handles ListRetention. */
@QueryHandler(ListRetention)
export class ListRetentionHandler implements IQueryHandler<ListRetention> {
  constructor(
    @Inject(Retentions) private readonly retentions: Retentions,
    @Inject(ErasedYouths) private readonly erased: ErasedYouths,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  async execute({ region, on = this.today() }: ListRetention): Promise<RetentionReport> {
    const all = await this.retentions.all(region, on);
    const erased = await this.erased.in(region);
    const gone = new Set(erased.map(({ youth }) => youth));
    const youths = all
      .filter(({ youth }) => !gone.has(youth))
      .sort((a, b) => lastDay(a).localeCompare(lastDay(b)) || a.youth.localeCompare(b.youth));
    seeRows(region, [...youths, ...erased]);
    return { on, youths, erased: erased.map(({ youth, ground, erasedOn }) => ({ youth, ground, erasedOn })) };
  }
}

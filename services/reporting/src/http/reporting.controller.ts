import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { fromDay, toDay } from '@regieboek/kernel';
import { Endpoint, inRegion, invalid, Parsed } from '@regieboek/platform';
import { statisticsMetrics } from '../domain/stay-statistics.js';
import { GetOccupancy } from '../queries/get-occupancy.js';
import { GetStayDurations } from '../queries/get-stay-durations.js';
import { occupancyOfGroup, stayDurations } from './responses.js';

const inYear = z.object({
  year: z.coerce
    .number({ error: 'a year, such as 2025' })
    .int('a year, such as 2025')
    .min(2015)
    .max(9999)
    .meta({ description: 'Calendar year.', type: 'integer', example: 2025 }),
});
const inWindow = z.object({
  from: fields.date.meta({ description: 'First night.', format: 'date', example: '2025-12-01' }),
  to: fields.date.meta({ description: 'Last night.', format: 'date', example: '2025-12-31' }),
});
const DAYS_MAX = 3_660;

/** Figures for policy and BI: stay durations and occupancy, without data that identify a youth. */
@ApiTags('reporting')
@Controller('regions/:region')
export class ReportingController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Durations of chains of stays that were running in a year, ended and ongoing separately, with the survival curve. */
  @Get('stay-durations')
  @Endpoint({
    permission: 'see-figures',
    summary: 'Durations of stays (verblijf): ended and ongoing separately, with the survival curve',
    path: inRegion,
    query: inYear,
    answers: { 200: { description: 'Figures of the year up to today.', json: stayDurations } },
    problems: [404],
  })
  async stayDurations(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(inYear)) { year }: z.output<typeof inYear>,
  ) {
    const statistics = await this.queries.execute(new GetStayDurations(region, year));
    const { curve, intervals, notEstimable, ...figures } = statistics;
    return {
      ...figures,
      region,
      cutOff: fromDay(statistics.cutOff),
      curveFrom: fromDay(statistics.curveFrom),
      curve: [...curve],
      intervals,
      metrics: statisticsMetrics,
      notEstimable: [...notEstimable],
    };
  }

  /** Occupancy per night against the places agreed. */
  @Get('occupancy')
  @Endpoint({
    permission: { action: 'see-occupancy', limits: true },
    summary: 'Occupancy (bezetting) per night, with the agreed places',
    description: `A window of at most ${DAYS_MAX} days.`,
    path: inRegion,
    query: inWindow,
    answers: {
      200: { description: 'By provider and form of stay.', json: z.object({ groups: z.array(occupancyOfGroup) }) },
    },
    problems: [404],
  })
  async occupancy(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(inWindow)) { from, to }: z.output<typeof inWindow>,
  ) {
    const window = { from: toDay(from), to: toDay(to) };
    if (window.to < window.from || window.to - window.from >= DAYS_MAX) {
      const text = `must not be before from, and the window at most ${DAYS_MAX} days`;
      throw invalid({ en: 'the window cannot be used', nl: 'deze periode is niet bruikbaar' }, [
        { place: 'query to', text },
      ]);
    }
    const groups = await this.queries.execute(new GetOccupancy(region, window));
    return {
      groups: groups.map((one) => ({
        ...one,
        nights: one.nights.map((night) => ({ ...night, day: fromDay(night.day) })),
      })),
    };
  }
}

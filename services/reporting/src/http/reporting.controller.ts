import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import type { LiveHistories, RegionHistory } from '@regieboek/journal';
import { fromDay, toDay } from '@regieboek/kernel';
import { Endpoint, inRegion, invalid, notFound, Parsed, TODAY, type Today } from '@regieboek/platform';
import { occupancy } from '../domain/occupancy.js';
import { stayChains, stayStatistics } from '../domain/stay-statistics.js';
import { HISTORIES } from '../tokens.js';
import { occupancyOfGroup, stayDurations } from './answers.js';

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

/** Figures for policy and BI: stay durations and occupancy, without anything that names a youth. */
@ApiTags('reporting')
@Controller('regions/:region')
export class ReportingController {
  constructor(
    @Inject(HISTORIES) private readonly histories: LiveHistories,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Durations of chains of stays that were running in a year, ended and ongoing apart, with the survival curve. */
  @Get('stay-durations')
  @Endpoint({
    summary: 'How long stays (verblijf) last: ended and ongoing apart, with the survival curve',
    path: inRegion,
    query: inYear,
    answers: { 200: { description: 'Figures of the year, as far as today.', json: stayDurations } },
    problems: [404],
  })
  async stayDurations(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(inYear)) { year }: z.output<typeof inYear>,
  ) {
    const history = await this.history(region);
    const statistics = stayStatistics(stayChains(history), year, toDay(this.today()));
    return { ...statistics, region, cutOff: fromDay(statistics.cutOff) };
  }

  /** Occupancy per night against the places agreed. */
  @Get('occupancy')
  @Endpoint({
    summary: 'Occupancy (bezetting) per night against the places agreed',
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
      throw invalid('the window cannot be used', [{ place: 'query to', text }]);
    }
    const groups = occupancy(await this.history(region), window);
    return {
      groups: groups.map((one) => ({
        ...one,
        nights: one.nights.map((night) => ({ ...night, day: fromDay(night.day) })),
      })),
    };
  }

  private async history(region: string): Promise<RegionHistory> {
    const history = await this.histories.of(region);
    if (!history.definition) throw notFound('there is no region under this id; see /v1/regions');
    return history;
  }
}

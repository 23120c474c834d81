import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import type { LiveHistories, RegionHistory } from '@regieboek/journal';
import { fromDay, toDay } from '@regieboek/kernel';
import { notFound, Problem, TODAY, type Today } from '@regieboek/platform';
import { occupancy } from '../domain/occupancy.js';
import { stayChains, stayStatistics } from '../domain/stay-statistics.js';
import { HISTORIES } from '../tokens.js';

const yearQuery = z.coerce.number({ error: 'a year, such as 2025' }).int().min(2015).max(9999);
const DAYS_MAX = 3_660;

/** Figures for policy and BI: stay durations and occupancy, without anything that names a youth. */
@Controller('regions/:region')
export class ReportingController {
  constructor(
    @Inject(HISTORIES) private readonly histories: LiveHistories,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Durations of chains of stays that were running in a year, ended and ongoing apart, with the survival curve. */
  @Get('stay-durations')
  async stayDurations(@Param('region') region: string, @Query('year') year: string) {
    const history = await this.history(region);
    const statistics = stayStatistics(stayChains(history), yearQuery.parse(year), toDay(this.today()));
    return { ...statistics, region, cutOff: fromDay(statistics.cutOff) };
  }

  /** Occupancy per night against the places agreed. */
  @Get('occupancy')
  async occupancy(@Param('region') region: string, @Query('from') from: string, @Query('to') to: string) {
    const window = { from: toDay(fields.date.parse(from)), to: toDay(fields.date.parse(to)) };
    if (window.to < window.from || window.to - window.from >= DAYS_MAX) {
      throw new Problem(400, 'invalid-window', `from must not be after to, and the window at most ${DAYS_MAX} days`);
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
    if (!history.definition) throw notFound(`there is no region ${region}; see /v1/regions`);
    return history;
  }
}

import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { Endpoint, inRegion, Parsed, sheetAnswer, sheetFiles } from '@regieboek/platform';
import { SCENARIO_DAYS_MAX, type PlacesQuestion } from '../domain/forecast/region-forecast.js';
import { scenarioKeys } from '../domain/forecast/scenario.js';
import { forecastSheet } from '../figures/forecast-sheet.js';
import { GetForecast } from '../queries/get-forecast.js';
import { forecastAnswer, forecastJson } from './forecast-responses.js';
import { knownAtOf, knownAtQuery } from './known-at.js';

const asked = z.object({
  from: fields.date.meta({ description: 'First night of the forecast.', format: 'date', example: '2026-01-01' }),
  horizon: z.coerce
    .number({ error: 'a number of nights' })
    .int('a whole number of nights')
    .min(1)
    .max(SCENARIO_DAYS_MAX)
    .default(182)
    .meta({ description: 'Number of nights; more than 184 only for a scenario.', type: 'integer', example: 182 }),
  scenario: z.enum(scenarioKeys).optional().meta({ description: 'What changes from the first night on.' }),
  provider: z.string().optional().meta({ description: 'Only stays at this provider (AGB code).' }),
  form: fields.careForm.optional().meta({ description: 'Only stays of this form.' }),
  knownAt: knownAtQuery,
  lang: z.enum(['nl', 'en']).default('nl').meta({ description: 'Language of headings in a file.' }),
});

type Asked = z.output<typeof asked>;

const questionOf = ({ from, horizon, scenario, provider, form }: Asked): PlacesQuestion => ({
  ...{ from, horizonDays: horizon },
  ...(scenario === undefined ? {} : { scenario }),
  ...(provider === undefined ? {} : { provider }),
  ...(form === undefined ? {} : { form }),
});

/** Forecast of occupied places, without data that identify a youth. */
@ApiTags('reporting')
@Controller('regions/:region/forecast')
export class ForecastController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Occupied places per night, with bands. */
  @Get()
  @Endpoint({
    permission: 'see-figures',
    summary: 'Forecast (prognose) of occupied places per night, or a scenario: JSON, CSV or XLSX, by Accept',
    path: inRegion,
    query: asked,
    answers: { 200: { description: 'Median and bands per night.', json: forecastAnswer, files: sheetFiles } },
    problems: [404, 409],
  })
  async forecast(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(asked)) query: Asked,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const known = query.knownAt === undefined ? undefined : knownAtOf(query.knownAt);
    const made = await this.queries.execute(
      new GetForecast({ region, question: questionOf(query), ...(known ? { knownAt: known } : {}) }),
    );
    return sheetAnswer(reply, accept, {
      json: forecastJson(made),
      name: ['forecast', region, query.from].join('-'),
      sheets: () => [forecastSheet(made, query.lang)],
    });
  }
}

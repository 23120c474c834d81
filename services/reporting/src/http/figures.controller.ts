import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { firstDayOf, fromDay, lastDayOf, MONTHS_FORMS, parseMonths } from '@regieboek/kernel';
import { Endpoint, inRegion, invalid, Parsed, sheetAnswer, sheetFiles } from '@regieboek/platform';
import { cuts, type FigureQuestion } from '../domain/metrics/metric.js';
import { figuresSheet } from '../figures/figures-sheet.js';
import { GetFigures, type FiguresRequest } from '../queries/get-figures.js';
import { knownAtQuery, knownAtOf } from './known-at.js';
import { figuresAnswer, figuresJson } from './figures-responses.js';

const byName = inRegion.extend({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,59}$/, 'the name of a figure')
    .meta({ description: 'Figure, by its name.', example: 'stays-started-by-chain' }),
});

const asked = z.object({
  period: z
    .string()
    .refine((text) => parseMonths(text) !== undefined, MONTHS_FORMS)
    .meta({
      description: 'A month (yyyy-mm), a quarter (yyyy-q1 to yyyy-q4) or a year (yyyy).',
      pattern: '^[0-9]{4}(-(0[1-9]|1[0-2])|-[qQ][1-4])?$',
      example: '2025-q4',
    }),
  by: z.enum(cuts).optional().meta({ description: 'How the figure is divided.', example: 'municipality' }),
  knownAt: knownAtQuery,
  audience: z
    .enum(['internal', 'public'])
    .default('internal')
    .meta({ description: 'public: rounded to 5, small cells hidden, for a calendar year that is over.' }),
  lang: z.enum(['nl', 'en']).default('nl').meta({ description: 'Language of headings in a file.' }),
});

type Asked = z.output<typeof asked>;

function questionOf({ period, by }: Asked): FigureQuestion {
  const months = parseMonths(period);
  if (!months)
    throw invalid({ en: 'the months cannot be read', nl: 'de maanden zijn niet te lezen' }, [
      { place: 'query period', text: MONTHS_FORMS },
    ]);
  const [from, to] = [fromDay(firstDayOf(months.from)), fromDay(lastDayOf(months.to))];
  return { from, to, ...(by === undefined ? {} : { by }) };
}

const answers = {
  200: { description: 'Figures with their definitions, as known then.', json: figuresAnswer, files: sheetFiles },
};

/** Figures by name: each with its definition, measured for a period. */
@ApiTags('reporting')
@Controller('regions/:region/figures')
export class FiguresController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** All figures, or all that have the cut. */
  @Get()
  @Endpoint({
    permission: 'see-figures',
    summary: 'Figures (cijfers) of a period by name, with their definitions: JSON, CSV or XLSX, by Accept',
    path: inRegion,
    query: asked,
    answers,
    problems: [404],
  })
  async all(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(asked)) query: Asked,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#answer({ region, question: questionOf(query), isPublic: query.audience === 'public' }, query, {
      accept,
      reply,
    });
  }

  /** One figure. */
  @Get(':name')
  @Endpoint({
    permission: 'see-figures',
    summary: 'A figure (cijfer) of a period by its name, whole or divided: JSON, CSV or XLSX, by Accept',
    path: byName,
    query: asked,
    answers,
    problems: [404],
  })
  async one(
    @Param(new Parsed(byName)) { region, name }: z.output<typeof byName>,
    @Query(new Parsed(asked)) query: Asked,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#answer({ region, name, question: questionOf(query), isPublic: query.audience === 'public' }, query, {
      accept,
      reply,
    });
  }

  async #answer(
    request: FiguresRequest,
    { knownAt, lang }: Pick<Asked, 'knownAt' | 'lang'>,
    { accept, reply }: { readonly accept: string | undefined; readonly reply: FastifyReply },
  ) {
    const known = knownAt === undefined ? undefined : knownAtOf(knownAt);
    const measured = await this.queries.execute(new GetFigures({ ...request, ...(known ? { knownAt: known } : {}) }));
    return sheetAnswer(reply, accept, {
      json: figuresJson(measured),
      name: [request.name ?? 'figures', request.region, request.question.from].join('-'),
      sheets: () => [figuresSheet(measured, lang)],
    });
  }
}

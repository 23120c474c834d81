import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { Endpoint, Parsed, pathParts, invalid, sheetAnswer, sheetFiles } from '@regieboek/platform';
import { mustBeKnownParties } from '../../names/index.js';
import { GetMonthStates } from '../../queries/books/get-month-states.js';
import { GetRegionNames } from '../../queries/get-region-names.js';
import { ListRemarks } from '../../queries/settlement/list-remarks.js';
import { ReconcileMonths } from '../../queries/settlement/reconcile-months.js';
import { selectedWork, workListSheet, workOutcomes } from '../../reconciliation/index.js';
import { knownAtOf, knownAtText, languageText, mustBeRegion, periodPath } from '../requests.js';
import { reconciliation } from './reconciliation-responses.js';

const asked = z.object({
  to: pathParts.period.optional().meta({ description: 'Last month, to reconcile several months.' }),
  provider: fields.provider
    .optional()
    .meta({ description: 'Limits the result to this provider (AGB code).', example: '99990001' }),
  municipality: fields.municipality
    .optional()
    .meta({ description: 'Limits the work list to this municipality (CBS code).' }),
  outcome: z.enum(workOutcomes).optional().meta({ description: 'Limits the work list to this outcome.' }),
  leastCents: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Smallest difference of lines in the work list, in cents, whatever its sign.' }),
  knownAt: knownAtText.optional(),
  lang: languageText,
});

/** Reconciliation (aansluiting): declared against expected. */
@ApiTags('finance')
@Controller('regions/:region/reconciliations')
export class ReconciliationController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Reconciles months: figures with a work list as JSON, or the work list as CSV or XLSX. */
  @Get(':period')
  @Endpoint({
    permission: 'reconcile',
    summary: 'Reconciliation (aansluiting) of declared with expected lines: JSON, or the work list as CSV or XLSX',
    description:
      'Every declared line is matched, different, unknown, duplicate, out of period, late or a credit; every expected line matched, different or undeclared. Filters other than the provider limit the work list, not the totals.',
    path: periodPath,
    query: asked,
    answers: {
      200: {
        description: 'Totals per class and provider, the lines to review, and remarks about them.',
        json: reconciliation,
        files: sheetFiles,
      },
    },
    problems: [404],
  })
  async show(
    @Param(new Parsed(periodPath)) { region, period }: z.output<typeof periodPath>,
    @Query(new Parsed(asked)) query: z.output<typeof asked>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { to = period, provider, municipality, outcome, leastCents, knownAt, lang: language } = query;
    await mustBeRegion(this.queries, region);
    if (to < period)
      throw invalid({ en: 'the last month precedes the first', nl: 'de laatste maand ligt voor de eerste' }, [
        { place: 'query to', text: `must be ${period} or later` },
      ]);
    const names = await this.queries.execute(new GetRegionNames(region));
    mustBeKnownParties(names, region, { provider, municipality });
    const range = { from: period, to, provider, knownAt: knownAtOf(knownAt) };
    const { signal } = reply.request;
    const result = await this.queries.execute(new ReconcileMonths(region, range, { signal }));
    const outcomes = outcome && [outcome];
    const items = selectedWork(result.items, { outcomes, municipality, leastCents });
    const remarks = await this.queries.execute(new ListRemarks(region));
    const states = await this.queries.execute(new GetMonthStates(region, { from: period, to }));
    return sheetAnswer(reply, accept, {
      json: { ...result, states, items: [...items], remarks: [...remarks.values()] },
      name: `work-list-${region}-${period}`,
      sheets: () => [workListSheet(items, { names, remarks, language })],
    });
  }
}

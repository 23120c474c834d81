import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { Endpoint, Parsed, preferred, pathParts, invalid } from '@regieboek/platform';
import { ReconcileMonths } from '../../queries/settlement/reconcile-months.js';
import { workListCsv } from '../../reconciliation/index.js';
import { knownAtOf, knownAtText, mustBeRegion, periodPath } from '../requests.js';
import { reconciliation } from './reconciliation-responses.js';

const asked = z.object({
  to: pathParts.period.optional().meta({ description: 'Last month, to reconcile several months.' }),
  provider: fields.provider
    .optional()
    .meta({ description: 'Limits the result to this provider (AGB code).', example: '99990001' }),
  knownAt: knownAtText.optional(),
});

/** Reconciliation (aansluiting): declared against expected. */
@ApiTags('finance')
@Controller('regions/:region/reconciliations')
export class ReconciliationController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Reconciles months: figures with a work list as JSON, or the work list as CSV with `Accept: text/csv`. */
  @Get(':period')
  @Endpoint({
    permission: 'reconcile',
    summary: 'Reconciliation (aansluiting) of declared with expected lines: JSON, or the work list as CSV',
    description:
      'Every declared line is matched, different, unknown, duplicate or out of period; every expected line matched, different or undeclared.',
    path: periodPath,
    query: asked,
    answers: {
      200: {
        description: 'Totals per class and provider, and the lines to review.',
        json: reconciliation,
        text: { 'text/csv': 'outcome;provider;municipality\r\nundeclared;99990001;0505\r\n' },
      },
    },
    problems: [404],
  })
  async show(
    @Param(new Parsed(periodPath)) { region, period }: z.output<typeof periodPath>,
    @Query(new Parsed(asked)) { to = period, provider, knownAt }: z.output<typeof asked>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    if (to < period)
      throw invalid('the last month precedes the first', [{ place: 'query to', text: `must be ${period} or later` }]);
    const range = { from: period, to, provider, knownAt: knownAtOf(knownAt) };
    const result = await this.queries.execute(new ReconcileMonths(region, range, { signal: reply.request.signal }));
    reply.header('Vary', 'Accept');
    if (preferred(accept, ['application/json', 'text/csv']) !== 'text/csv') return result;
    reply.type('text/csv; charset=utf-8');
    return workListCsv(result.items);
  }
}

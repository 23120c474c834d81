import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { Endpoint, Parsed, pathParts, Problem, type ContractsCopy } from '@regieboek/platform';
import { Reconciliations } from '../reconciliation/reconciliations.js';
import { workListCsv } from '../reconciliation/work-list.js';
import { CONTRACTS } from '../tokens.js';
import { answering, knownAtOf, knownAtText, mustBeRegion, periodPath } from './closing-asked.js';
import { reconciliation } from './reconciliation-answers.js';

const asked = z.object({
  to: pathParts.period.optional().meta({ description: 'Last month, when more than one is reconciled.' }),
  provider: fields.provider.optional().meta({ description: 'Only this provider (AGB code).', example: '99990001' }),
  knownAt: knownAtText.optional(),
});

/** Reconciliation (aansluiting): declared against expected. */
@ApiTags('finance')
@Controller('regions/:region/reconciliations')
export class ReconciliationController {
  constructor(
    @Inject(Reconciliations) private readonly reconciliations: Reconciliations,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
  ) {}

  /** Reconciles months: figures with a work list as JSON, or the work list as CSV with `Accept: text/csv`. */
  @Get(':period')
  @Endpoint({
    summary: 'Reconciliation (aansluiting) of declared with expected lines: JSON, or the work list as CSV',
    description:
      'Every declared line is matched, different, unknown, duplicate or out of period; every expected line matched, different or undeclared.',
    path: periodPath,
    query: asked,
    answers: {
      200: {
        description: 'Totals per class and provider, and what has to be looked at.',
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
    await mustBeRegion(this.contracts, region);
    if (to < period)
      throw new Problem(400, 'invalid-input', 'the last month lies before the first', [
        { place: 'query to', text: `must be ${period} or later` },
      ]);
    const range = { from: period, to, provider, knownAt: knownAtOf(knownAt) };
    const result = await answering(this.reconciliations.of(region, range));
    reply.header('Vary', 'Accept');
    if (!accept?.includes('text/csv')) return result;
    reply.type('text/csv; charset=utf-8');
    return workListCsv(result.items);
  }
}

import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Endpoint, inRegion, notFound, Parsed, RequestSignal, preferred, pathParts } from '@regieboek/platform';
import { ExplainLine } from '../../queries/billing/explain-line.js';
import { GetBillingSummary } from '../../queries/billing/get-billing-summary.js';
import { GetMonthStates } from '../../queries/books/get-month-states.js';
import { GetStatements } from '../../queries/billing/get-statements.js';
import { csvOf } from '../../statements/index.js';
import * as responses from './responses.js';
import { asKnown, knownAtOf, mustBeRegion } from '../requests.js';

const runPath = inRegion.extend({ period: pathParts.period });
const statementPath = runPath.extend({ municipality: pathParts.municipality });
const linePath = inRegion.extend({
  id: z
    .string()
    .regex(/^[0-9]{8}\.[\x21-\x7e]{1,90}$/, 'the id of a billed line from a statement')
    .meta({ description: 'Id of a billed line, from a statement.', example: '99990001.L1.1' }),
});
type AsKnown = z.output<typeof asKnown>;
const inLanguage = asKnown.extend({
  lang: z.enum(['nl', 'en']).default('nl').meta({ description: 'Language of the sentences.' }),
});

/** Billing of months: figures, statements per municipality, explanations. */
@ApiTags('finance')
@Controller('regions/:region')
export class BillingController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** A billing run: totals per municipality, claims, what is unresolved. */
  @Get('billing-runs/:period')
  @Endpoint({
    permission: { action: 'see-billing', limits: true },
    summary: 'Billing run (doorbelasting) of a month: as sealed, as known now, or as known at another time',
    description:
      'Every answer is a replay of the event log; billed + unresolved = approved + lump sums, to the cent. Long runs: POST /v1/billing-runs.',
    path: runPath,
    query: asKnown,
    answers: { 200: { description: 'Totals, claims (vorderingen) and unresolved lines.', json: responses.billingRun } },
    problems: [404],
  })
  async run(
    @Param(new Parsed(runPath)) { region, period }: z.output<typeof runPath>,
    @Query(new Parsed(asKnown)) { knownAt, ruleSet }: AsKnown,
    @RequestSignal() signal: AbortSignal,
  ) {
    await mustBeRegion(this.queries, region);
    const request = { knownAt: knownAtOf(knownAt), ruleSet };
    const summary = await this.queries.execute(new GetBillingSummary({ region, period }, request, { signal }));
    const [stated] = await this.queries.execute(new GetMonthStates(region, { from: period, to: period }));
    return { ...summary, ...(stated ? { state: stated.state } : {}) };
  }

  /** Statement of one municipality: JSON, or CSV with `Accept: text/csv`. */
  @Get('billing-runs/:period/statements/:municipality')
  @Endpoint({
    permission: 'see-statements',
    summary: 'Statement (specificatie) of one municipality for a month: JSON, or CSV with Accept: text/csv',
    description: 'Corrections of earlier, sealed months are listed separately and are not part of the total.',
    path: statementPath,
    query: asKnown,
    answers: {
      200: {
        description: 'Amounts that it bears, line by line, with its claims and debts.',
        json: responses.statement,
        text: { 'text/csv': 'id;kind;municipality\r\n99990001.L1.1;line;1978\r\n' },
      },
    },
    problems: [404],
  })
  async statement(
    @Param(new Parsed(statementPath)) { region, period, municipality }: z.output<typeof statementPath>,
    @Query(new Parsed(asKnown)) { knownAt, ruleSet }: AsKnown,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const asked = { knownAt: knownAtOf(knownAt), ruleSet, signal: reply.request.signal };
    const [statement] = await this.queries.execute(new GetStatements({ region, period }, municipality, asked));
    if (!statement)
      throw notFound('this municipality does not participate in this region and bears nothing in this month');
    reply.header('Vary', 'Accept');
    if (preferred(accept, ['application/json', 'text/csv']) !== 'text/csv') return statement;
    reply.type('text/csv; charset=utf-8');
    return csvOf([...statement.lines, ...statement.lumpSums, ...statement.corrections]);
  }

  /** Why a municipality pays an amount, in sentences (`lang` nl or en). */
  @Get('billed-lines/:id/explanation')
  @Endpoint({
    permission: { action: 'explain-lines', limits: true },
    summary: 'Why a municipality pays an amount, in sentences (verantwoording)',
    path: linePath,
    query: inLanguage,
    answers: { 200: { description: 'Sentences, and the facts behind them.', json: responses.explanation } },
    problems: [404],
  })
  async explain(
    @Param(new Parsed(linePath)) { region, id }: z.output<typeof linePath>,
    @Query(new Parsed(inLanguage)) { lang, knownAt, ruleSet }: z.output<typeof inLanguage>,
    @RequestSignal() signal: AbortSignal,
  ) {
    await mustBeRegion(this.queries, region);
    const asked = { knownAt: knownAtOf(knownAt), ruleSet, signal };
    const explanation = await this.queries.execute(new ExplainLine({ region, id }, lang, asked));
    if (!explanation) throw notFound('no billed line of this region has this id; see the ids in the statements');
    return explanation;
  }
}

import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  Endpoint,
  inRegion,
  notFound,
  Parsed,
  RequestSignal,
  pathParts,
  sheetAnswer,
  sheetFiles,
} from '@regieboek/platform';
import { ExplainLine } from '../../queries/billing/explain-line.js';
import { GetBillingSummary } from '../../queries/billing/get-billing-summary.js';
import { GetMonthStates } from '../../queries/books/get-month-states.js';
import { billSheets } from '../../documents/index.js';
import * as responses from './responses.js';
import { asKnown, fileLanguage, knownAtOf, mustBeRegion } from '../requests.js';

const runPath = inRegion.extend({ period: pathParts.period });
const linePath = inRegion.extend({
  id: z
    .string()
    .regex(/^[0-9]{8}\.[\x21-\x7e]{1,90}$/, 'the id of a billed line from a statement')
    .meta({ description: 'Id of a billed line, from a statement.', example: '99990001.L1.1' }),
});
const asBill = asKnown.extend({ lang: fileLanguage });
const inLanguage = asKnown.extend({
  lang: z.enum(['nl', 'en']).default('nl').meta({ description: 'Language of the sentences.' }),
});

/** Billing of months: figures, explanations. */
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
    query: asBill,
    answers: {
      200: {
        description: 'Totals, claims (vorderingen) and unresolved lines.',
        json: responses.billingRun,
        files: sheetFiles,
      },
    },
    problems: [404],
  })
  async run(
    @Param(new Parsed(runPath)) { region, period }: z.output<typeof runPath>,
    @Query(new Parsed(asBill)) { knownAt, ruleSet, lang }: z.output<typeof asBill>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const request = { knownAt: knownAtOf(knownAt), ruleSet };
    const { signal } = reply.request;
    const summary = await this.queries.execute(new GetBillingSummary({ region, period }, request, { signal }));
    const [stated] = await this.queries.execute(new GetMonthStates(region, { from: period, to: period }));
    return sheetAnswer(reply, accept, {
      json: { ...summary, ...(stated ? { state: stated.state } : {}) },
      name: `doorbelasting-${region}-${period}`,
      sheets: () => billSheets(summary, lang),
    });
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
    if (!explanation)
      throw notFound({
        en: 'no billed line of this region has this id; see the ids in the statements',
        nl: 'geen regel van deze jeugdregio heeft dit id; zie de regels in de specificaties',
      });
    return explanation;
  }
}

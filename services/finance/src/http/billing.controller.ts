import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Endpoint, inRegion, notFound, Parsed, pathParts, type ContractsCopy } from '@regieboek/platform';
import { Billing } from '../billing/billing.js';
import { csvOf } from '../billing/statement.js';
import { CONTRACTS } from '../tokens.js';
import * as answers from './answers.js';
import { answering, asKnown, knownAtOf } from './closing-asked.js';

const runPath = inRegion.extend({ period: pathParts.period });
const statementPath = runPath.extend({ municipality: pathParts.municipality });
const linePath = inRegion.extend({
  id: z
    .string()
    .regex(/^[0-9]{8}\.[\x21-\x7e]{1,90}$/, 'the id of a billed line, as it stands in a statement')
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
  constructor(
    @Inject(Billing) private readonly billing: Billing,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
  ) {}

  /** A billing run: totals per municipality, claims, what is unresolved. */
  @Get('billing-runs/:period')
  @Endpoint({
    summary:
      'Billing run (doorbelasting) of a month: as sealed, as everything known now has it, or as known at another time',
    description:
      'Every answer is a replay of the event log; billed + unresolved = approved + lump sums, to the cent. Long runs: POST /v1/billing-runs.',
    path: runPath,
    query: asKnown,
    answers: { 200: { description: 'Totals, claims (vorderingen) and unresolved lines.', json: answers.billingRun } },
    problems: [404],
  })
  async run(
    @Param(new Parsed(runPath)) { region, period }: z.output<typeof runPath>,
    @Query(new Parsed(asKnown)) { knownAt, ruleSet }: AsKnown,
  ) {
    await this.mustExist(region);
    return answering(this.billing.summary(region, period, { knownAt: knownAtOf(knownAt), ruleSet }));
  }

  /** Statement of one municipality: JSON, or CSV with `Accept: text/csv`. */
  @Get('billing-runs/:period/statements/:municipality')
  @Endpoint({
    summary: 'Statement (specificatie) of one municipality for a month: JSON, or CSV with Accept: text/csv',
    description: 'Corrections of earlier, sealed months that the month takes over stand apart, beside the total.',
    path: statementPath,
    query: asKnown,
    answers: {
      200: {
        description: 'What it bears, line by line, with claims it has and owes.',
        json: answers.statement,
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
    await this.mustExist(region);
    const asked = { knownAt: knownAtOf(knownAt), ruleSet };
    const [statement] = await answering(this.billing.statements(region, period, municipality, asked));
    if (!statement) throw notFound('this municipality takes no part in this region and bears nothing in this month');
    reply.header('Vary', 'Accept');
    if (!accept?.includes('text/csv')) return statement;
    reply.type('text/csv; charset=utf-8');
    return csvOf([...statement.lines, ...statement.lumpSums, ...statement.corrections]);
  }

  /** Why a municipality pays an amount, in sentences (`lang` nl or en). */
  @Get('billed-lines/:id/explanation')
  @Endpoint({
    summary: 'Why a municipality pays an amount, in sentences (verantwoording)',
    path: linePath,
    query: inLanguage,
    answers: { 200: { description: 'Sentences, and the facts behind them.', json: answers.explanation } },
    problems: [404],
  })
  async explain(
    @Param(new Parsed(linePath)) { region, id }: z.output<typeof linePath>,
    @Query(new Parsed(inLanguage)) { lang, knownAt, ruleSet }: z.output<typeof inLanguage>,
  ) {
    await this.mustExist(region);
    const asked = { knownAt: knownAtOf(knownAt), ruleSet };
    const explanation = await answering(this.billing.explain(region, id, lang, asked));
    if (!explanation) throw notFound('no billed line of this region has this id; ids stand in the statements');
    return explanation;
  }

  private async mustExist(region: string): Promise<void> {
    if (!(await this.contracts.region(region))) throw notFound('there is no region under this id; see /v1/regions');
  }
}

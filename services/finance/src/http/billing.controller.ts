import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { notFound, type ContractsCopy } from '@regieboek/platform';
import { Billing } from '../billing/billing.js';
import { csvOf } from '../billing/statement.js';
import { CONTRACTS } from '../tokens.js';

const language = z.enum(['nl', 'en']).default('nl');

/** Billing of months: figures, statements per municipality, explanations. */
@Controller('regions/:region')
export class BillingController {
  constructor(
    @Inject(Billing) private readonly billing: Billing,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
  ) {}

  /** A billing run over everything known now: totals per municipality, claims, what is unresolved. */
  @Get('billing-runs/:period')
  async run(@Param('region') region: string, @Param('period') period: string) {
    await this.mustExist(region);
    return this.billing.summary(region, fields.month.parse(period));
  }

  /** Statement of one municipality: JSON, or CSV with `Accept: text/csv`. */
  @Get('billing-runs/:period/statements/:municipality')
  async statement(
    @Param() path: { region: string; period: string; municipality: string },
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.mustExist(path.region);
    const municipality = fields.municipality.parse(path.municipality);
    const [statement] = await this.billing.statements(path.region, fields.month.parse(path.period), municipality);
    if (!statement) throw notFound('there is no statement of this municipality');
    if (!accept?.includes('text/csv')) return statement;
    reply.type('text/csv; charset=utf-8');
    return csvOf([...statement.lines, ...statement.lumpSums]);
  }

  /** Why a municipality pays an amount, in sentences (`lang` nl or en). */
  @Get('billed-lines/:id/explanation')
  async explain(@Param('region') region: string, @Param('id') id: string, @Query('lang') lang?: string) {
    await this.mustExist(region);
    const explanation = await this.billing.explain(region, id, language.parse(lang));
    if (!explanation) throw notFound('no billed line of this region has this id; ids stand in the statements');
    return explanation;
  }

  private async mustExist(region: string): Promise<void> {
    if (!(await this.contracts.region(region))) throw notFound(`there is no region ${region}; see /v1/regions`);
  }
}

import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Endpoint, inRegion, Parsed, sheetAnswer, sheetFiles } from '@regieboek/platform';
import { lateBillingSheet } from '../figures/late-billing-sheet.js';
import { GetLateBilling } from '../queries/get-late-billing.js';
import { knownAtOf, knownAtQuery } from './known-at.js';
import { lateBillingAnswer, lateBillingJson } from './late-billing-responses.js';

const asked = z.object({
  municipality: z.string().optional().meta({ description: 'Only declarations to this municipality (CBS code).' }),
  provider: z.string().optional().meta({ description: 'Only declarations of this provider (AGB code).' }),
  knownAt: knownAtQuery,
  lang: z.enum(['nl', 'en']).default('nl').meta({ description: 'Language of headings in a file.' }),
});

/** Amounts of recent months that are still to be declared. */
@ApiTags('reporting')
@Controller('regions/:region/late-billing')
export class LateBillingController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Declared and expected amounts per month of care, with bands. */
  @Get()
  @Endpoint({
    permission: 'see-figures',
    summary: 'Late billing (late declaraties): what is expected of each month of care: JSON, CSV or XLSX, by Accept',
    path: inRegion,
    query: asked,
    answers: { 200: { description: 'Amounts per month of care.', json: lateBillingAnswer, files: sheetFiles } },
    problems: [404, 409],
  })
  async lateBilling(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(asked)) { municipality, provider, knownAt, lang }: z.output<typeof asked>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const known = knownAt === undefined ? undefined : knownAtOf(knownAt);
    const question = {
      ...(municipality === undefined ? {} : { municipality }),
      ...(provider === undefined ? {} : { provider }),
    };
    const made = await this.queries.execute(
      new GetLateBilling({ region, question, ...(known ? { knownAt: known } : {}) }),
    );
    return sheetAnswer(reply, accept, {
      json: lateBillingJson(made),
      name: ['late-billing', region].join('-'),
      sheets: () => [lateBillingSheet(made, lang)],
    });
  }
}

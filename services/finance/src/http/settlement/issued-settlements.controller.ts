import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { fields, settlementNumber } from '@regieboek/events';
import {
  authorNow,
  Endpoint,
  fileAnswer,
  inRegion,
  invalid,
  notFound,
  Parsed,
  pathParts,
  sheetAnswer,
  sheetFiles,
} from '@regieboek/platform';
import { IssueSettlement } from '../../commands/settlement/issue-settlement.js';
import { pdfOf, settlementLetter, settlementsSheet } from '../../documents/index.js';
import { ListSettlements } from '../../queries/settlement/list-settlements.js';
import { fileLanguage, mustBeRegion } from '../requests.js';
import * as responses from './responses.js';
import { termsBody, termsExample, termsOf } from './terms-body.js';

const issuing = z.strictObject({
  from: pathParts.period,
  to: pathParts.period,
  terms: termsBody,
  by: fields.actor.optional().meta({
    description: 'Actor, when nobody is logged in: a role, initials or a staff number, never a name.',
  }),
});
const inLanguage = z.object({ lang: fileLanguage });
const letterPath = inRegion.extend({
  number: settlementNumber.meta({ description: 'Number of a settlement.', example: '2026-001' }),
  municipality: pathParts.municipality,
});

async function* whole(bytes: Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield await bytes;
}

/** Settlements that were issued to municipalities (vastgestelde afrekeningen), and their letters. */
@ApiTags('finance')
@Controller('regions/:region/issued-settlements')
export class IssuedSettlementsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Issues a settlement of sealed months. */
  @Post()
  @HttpCode(200)
  @Endpoint({
    permission: 'issue-settlements',
    summary: 'Issue a settlement (afrekening) of sealed months to municipalities, numbered per year',
    description:
      'What was issued never changes. A later one of the same months states only the difference; while nothing changed, the last one is returned.',
    path: inRegion,
    body: {
      content: 'json',
      description: 'Months, terms and actor.',
      schema: issuing,
      example: { from: '2026-01', to: '2026-03', terms: termsExample, by: 'controller-3' },
    },
    answers: { 200: { description: 'The settlement as issued.', json: responses.issuedSettlement } },
    problems: [404, 409],
  })
  async issue(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(issuing)) { from, to, terms, by }: z.output<typeof issuing>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const { settlement } = termsOf(terms, region);
    if (to < from)
      throw invalid({ en: 'the last month precedes the first', nl: 'de laatste maand ligt voor de eerste' }, [
        { place: '/to', text: `must be ${from} or later` },
      ]);
    const request = { from, to, terms: settlement, by: authorNow(by) };
    return this.commands.execute(new IssueSettlement(region, request, { signal: reply.request.signal }));
  }

  /** All settlements that were issued. */
  @Get()
  @Endpoint({
    permission: 'settle',
    summary: 'Issued settlements (afrekeningen) of a region, in order of issue',
    path: inRegion,
    query: inLanguage,
    answers: { 200: { description: 'Settlements.', json: responses.issuedSettlements, files: sheetFiles } },
    problems: [404],
  })
  async list(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(inLanguage)) { lang }: z.output<typeof inLanguage>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const settlements = await this.queries.execute(new ListSettlements(region));
    const sheets = () => [settlementsSheet(settlements, lang)] as const;
    return sheetAnswer(reply, accept, { json: { settlements }, name: `afrekeningen-${region}`, sheets });
  }

  /** The letter of a settlement to a municipality, as PDF. */
  @Get(':number/letters/:municipality')
  @Endpoint({
    permission: 'settle',
    summary: 'Letter of a settlement (afrekening) to a municipality, as PDF',
    path: letterPath,
    query: inLanguage,
    answers: {
      200: {
        description: 'A letter of one page; always the same.',
        files: { 'application/pdf': 'A letter of one page.' },
      },
    },
    problems: [404],
  })
  async letter(
    @Param(new Parsed(letterPath)) { region, number, municipality }: z.output<typeof letterPath>,
    @Query(new Parsed(inLanguage)) { lang }: z.output<typeof inLanguage>,
  ) {
    await mustBeRegion(this.queries, region);
    const issued = (await this.queries.execute(new ListSettlements(region))).find((one) => one.number === number);
    const letter = issued && settlementLetter(issued, municipality, lang);
    if (!letter)
      throw notFound({
        en: 'no settlement has this number with this municipality; see the list of settlements',
        nl: 'geen afrekening heeft dit nummer met deze gemeente; zie de lijst van afrekeningen',
      });
    const name = `afrekening-${region}-${number}-${municipality}.pdf`;
    return fileAnswer({ name, type: 'application/pdf' }, whole(pdfOf(letter)));
  }
}

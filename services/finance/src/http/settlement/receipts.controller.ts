import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { receiptRecorded } from '@regieboek/events';
import { Endpoint, inRegion, Parsed, sheetAnswer, sheetFiles } from '@regieboek/platform';
import { RecordReceipt } from '../../commands/settlement/record-receipt.js';
import { ListReceipts } from '../../queries/settlement/list-receipts.js';
import { receiptsSheet } from '../../documents/index.js';
import { fileLanguage, mustBeRegion } from '../requests.js';
import * as responses from './responses.js';

const receipt = receiptRecorded.schema;
const asReceipts = z.object({ lang: fileLanguage });

/** Receipts of municipalities (ontvangsten): advances and settlements that came in. */
@ApiTags('finance')
@Controller('regions/:region')
export class ReceiptsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Records a receipt; sent again with the same content it returns the recorded one. */
  @Post('receipts')
  @HttpCode(200)
  @Endpoint({
    permission: 'record-receipts',
    summary: 'Record a receipt of a municipality (ontvangst): an advance or a settlement',
    description:
      'Recorded once under its reference: a repeat changes nothing, other content is refused. A negative amount is a refund to the municipality.',
    path: inRegion,
    body: {
      content: 'json',
      description: 'The receipt, without account numbers.',
      schema: receipt,
      example: {
        ...{ reference: '2026-0031-0002', municipality: '0505', kind: 'advance', from: '2026-01', to: '2026-03' },
        ...{ cents: 30_000_000, receivedOn: '2026-01-05' },
      },
    },
    answers: { 200: { description: 'The receipt as recorded.', json: responses.receipt } },
    problems: [404, 409],
  })
  async record(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(receipt)) given: z.output<typeof receipt>,
  ) {
    await mustBeRegion(this.queries, region);
    return this.commands.execute(new RecordReceipt(region, given));
  }

  /** All receipts. */
  @Get('receipts')
  @Endpoint({
    permission: { action: 'see-receipts', limits: true },
    summary: 'Receipts of municipalities (ontvangsten) of a region, in order of recording',
    path: inRegion,
    query: asReceipts,
    answers: { 200: { description: 'Receipts.', json: responses.receipts, files: sheetFiles } },
    problems: [404],
  })
  async list(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(asReceipts)) { lang }: z.output<typeof asReceipts>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const receipts = await this.queries.execute(new ListReceipts(region));
    const sheets = () => [receiptsSheet(receipts, lang)] as const;
    return sheetAnswer(reply, accept, { json: { receipts }, name: `ontvangsten-${region}`, sheets });
  }
}

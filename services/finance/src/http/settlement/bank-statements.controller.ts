import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Endpoint, inRegion, Parsed, sheetAnswer, sheetFiles } from '@regieboek/platform';
import { ImportBankStatement } from '../../commands/settlement/import-bank-statement.js';
import { unmatchedSheet } from '../../documents/index.js';
import { ListUnmatchedEntries } from '../../queries/settlement/list-unmatched-entries.js';
import { fileLanguage, mustBeRegion } from '../requests.js';
import * as responses from './bank-responses.js';
import { termsBody, termsExample, termsOf } from './terms-body.js';

const importing = z.strictObject({
  statement: z.string().min(1).meta({ description: 'The bank statement, camt.053 as XML text.' }),
  terms: termsBody,
});
const inLanguage = z.object({ lang: fileLanguage });
const example = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt/></Document>';

/** Bank statements (bankafschriften): receipts of municipalities, and what is left for a person. */
@ApiTags('finance')
@Controller('regions/:region')
export class BankStatementsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Records the receipts of a bank statement. */
  @Post('bank-statements')
  @HttpCode(200)
  @Endpoint({
    permission: 'record-receipts',
    summary: 'Import a bank statement (camt.053): receipts of municipalities are recorded, the rest is listed',
    description:
      'Booked credits are matched by the number of a settlement, the account of the municipality in the terms, and the amount. Each booking counts once under the reference of the bank. Names and account numbers are not stored.',
    path: inRegion,
    body: {
      content: 'json',
      description: 'The statement, and the terms with the accounts of municipalities and their advances.',
      schema: importing,
      example: { statement: example, terms: termsExample },
    },
    answers: {
      200: { description: 'What was recorded, and what asks for a decision.', json: responses.bankStatement },
    },
    problems: [404, 409],
  })
  async import(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(importing)) { statement, terms }: z.output<typeof importing>,
  ) {
    await mustBeRegion(this.queries, region);
    return this.commands.execute(new ImportBankStatement(region, statement, termsOf(terms, region)));
  }

  /** Entries that ask for a decision. */
  @Get('unmatched-receipts')
  @Endpoint({
    permission: 'see-payments',
    summary: 'Credit entries of bank statements that are not recorded as receipts (bijschrijvingen te beoordelen)',
    description: 'Recording a receipt under the reference of an entry takes it off the list.',
    path: inRegion,
    query: inLanguage,
    answers: { 200: { description: 'Entries.', json: responses.unmatchedReceipts, files: sheetFiles } },
    problems: [404],
  })
  async unmatched(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(inLanguage)) { lang }: z.output<typeof inLanguage>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const entries = await this.queries.execute(new ListUnmatchedEntries(region));
    const sheets = () => [unmatchedSheet(entries, lang)] as const;
    return sheetAnswer(reply, accept, { json: { entries }, name: `bijschrijvingen-${region}`, sheets });
  }
}

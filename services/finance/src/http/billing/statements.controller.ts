import { Controller, Get, Headers, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Endpoint, notFound, Parsed, pathParts, preferred, fileAnswer, sheetFiles } from '@regieboek/platform';
import { csvParts, xlsxParts } from '@regieboek/sheets';
import {
  csvSheetOf,
  jsonStatementOf,
  pdfOf,
  statementLetter,
  workbookOf,
  type JsonStatement,
  type StatementDocument,
} from '../../documents/index.js';
import type { MonthState } from '../../closing/index.js';
import { GetMonthStates } from '../../queries/books/get-month-states.js';
import { GetStatementDocuments } from '../../queries/billing/get-statement-documents.js';
import * as responses from './responses.js';
import { asKnown, fileLanguage, knownAtOf, knownAtText, mustBeRegion, periodPath } from '../requests.js';

const statementPath = periodPath.extend({ municipality: pathParts.municipality });
const asDocument = asKnown.extend({
  since: knownAtText
    .optional()
    .meta({ description: 'Time from which the workbook lists changes of the month; by default its seal.' }),
  lang: fileLanguage,
});
type AsDocument = z.output<typeof asDocument>;

const PDF = 'application/pdf';
const [CSV = '', XLSX = ''] = Object.keys(sheetFiles);

async function* whole(bytes: Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield await bytes;
}

/** The file of a document, or JSON with the state of its month, by what the client accepts. */
function answerOf(
  document: StatementDocument,
  accept: string | undefined,
  lang: AsDocument['lang'],
  state: MonthState | undefined,
): (JsonStatement & { readonly state?: MonthState }) | StreamableFile {
  const { region, period, municipality } = document.statement;
  const name = `specificatie-${region}-${period}-${municipality}`;
  switch (preferred(accept, ['application/json', CSV, XLSX, PDF])) {
    case CSV:
      return fileAnswer({ name: `${name}.csv`, type: `${CSV}; charset=utf-8` }, csvParts(csvSheetOf([document], lang)));
    case XLSX:
      return fileAnswer({ name: `${name}.xlsx`, type: XLSX }, xlsxParts(workbookOf(document, lang)));
    case PDF:
      return fileAnswer({ name: `${name}.pdf`, type: PDF }, whole(pdfOf(statementLetter(document, lang))));
    default:
      return { ...jsonStatementOf(document), ...(state ? { state } : {}) };
  }
}

/** Statements of municipalities (specificaties), as JSON and as files. */
@ApiTags('finance')
@Controller('regions/:region')
export class StatementsController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Statement of one municipality: JSON, a workbook, CSV, or a letter. */
  @Get('billing-runs/:period/statements/:municipality')
  @Endpoint({
    permission: 'see-statements',
    summary: 'Statement (specificatie) of one municipality for a month: JSON, workbook, CSV, or a letter as PDF',
    description:
      'Corrections of earlier, sealed months are listed separately and are not part of the total. A statement of a sealed month carries its proof, which regieboek verify-statement compares with the mark of the seal.',
    path: statementPath,
    query: asDocument,
    answers: {
      200: {
        description: 'Amounts that it bears, line by line, with its claims and debts.',
        json: responses.statement,
        files: { ...sheetFiles, [PDF]: 'A letter of one page with the totals and the mark of the seal.' },
      },
    },
    problems: [404],
  })
  async statement(
    @Param(new Parsed(statementPath)) { region, period, municipality }: z.output<typeof statementPath>,
    @Query(new Parsed(asDocument)) { knownAt, ruleSet, since, lang }: AsDocument,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const request = { knownAt: knownAtOf(knownAt), ruleSet, since: knownAtOf(since) };
    const watch = { signal: reply.request.signal };
    const [document] = await this.queries.execute(
      new GetStatementDocuments({ region, period }, municipality, request, watch),
    );
    if (!document)
      throw notFound({
        en: 'this municipality does not participate in this region and bears nothing in this month',
        nl: 'deze gemeente doet niet mee in deze jeugdregio en draagt in deze maand niets',
      });
    const [stated] = await this.queries.execute(new GetMonthStates(region, { from: period, to: period }));
    reply.header('Vary', 'Accept');
    return answerOf(document, accept, lang, stated?.state);
  }
}

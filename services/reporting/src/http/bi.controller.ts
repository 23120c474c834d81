import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  Endpoint,
  fileAnswer,
  inRegion,
  Parsed,
  pathParts,
  preferred,
  sheetAnswer,
  sheetFiles,
} from '@regieboek/platform';
import { tableDescription, tableDescriptions } from '../bi/manifest.js';
import { writers } from '../bi/forms.js';
import { sheetOf } from '../bi/star-sheet.js';
import { INTERNAL, type Delivery } from '../bi/star-source.js';
import { GetStarTable, type StarTableRows } from '../queries/get-star-table.js';
import { knownAtOf, knownAtQuery } from './known-at.js';

const PARQUET = 'application/vnd.apache.parquet';

const tablePath = inRegion.extend({
  table: z
    .string()
    .regex(/^[a-z_]{1,40}$/, 'the name of a table')
    .meta({ description: 'Table, by its name in the list.', example: 'billed_day_month' }),
});

const code = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'at most 40 lower-case letters, digits and dashes');

const asked = z.object({
  month: pathParts.period.optional().meta({ description: 'Month of a table by month.', example: '2025-12' }),
  purpose: code.meta({ description: 'Purpose (doel); pseudonyms differ for each.', example: 'monitor-2026' }),
  receiver: code
    .default(INTERNAL)
    .meta({ description: 'Receiver; pseudonyms differ for each.', example: 'gemeente-0505' }),
  knownAt: knownAtQuery,
});

const value = z.union([z.string(), z.number(), z.boolean()]).nullable();

const rowsAnswer = z.strictObject({
  region: z.string(),
  position: z.int().meta({ description: 'Position of the log up to which events count.' }),
  knownOn: z.string().meta({ description: 'Last day that is seen.', format: 'date' }),
  ruleSet: z.string(),
  rows: z.array(z.record(z.string(), value)),
});

const jsonOf = ({ made: { region, position, knownOn, ruleSet }, rows }: StarTableRows) => ({
  ...{ region, position, knownOn, ruleSet },
  rows: rows.map((row) => ({ ...row })),
});

/** Tables for BI teams: the star schema of a region, under pseudonyms of its own for every purpose and receiver. */
@ApiTags('reporting')
@Controller('regions/:region/bi')
export class BiController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Definitions of all tables and columns. */
  @Get()
  @Endpoint({
    permission: 'see-figures',
    summary: 'Tables of the star schema (stermodel), with the definition of every column',
    path: inRegion,
    answers: { 200: { description: 'Facts and dimensions.', json: z.object({ tables: z.array(tableDescription) }) } },
  })
  tables() {
    return { tables: tableDescriptions() };
  }

  /** Rows of a table: JSON, CSV, a workbook or Parquet, by `Accept`. */
  @Get(':table')
  @Endpoint({
    permission: 'export-figures',
    summary: 'Rows of a table of the star schema: JSON, CSV, XLSX or Parquet, by Accept',
    description:
      'declared_line, billed_day_month, lump_sum and occupancy_night are by month. Amounts are whole cents; in CSV and XLSX euros.',
    path: tablePath,
    query: asked,
    answers: {
      200: {
        description: 'Rows, as known then.',
        json: rowsAnswer,
        files: { ...sheetFiles, [PARQUET]: 'A Parquet file, without the column of the region.' },
      },
    },
    problems: [404],
  })
  async table(
    @Param(new Parsed(tablePath)) { region, table: name }: z.output<typeof tablePath>,
    @Query(new Parsed(asked)) { month, purpose, receiver, knownAt }: z.output<typeof asked>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const known = knownAt === undefined ? undefined : knownAtOf(knownAt);
    const delivery: Delivery = { region, purpose, receiver, ...(known ? { knownAt: known } : {}) };
    const found = await this.queries.execute(new GetStarTable(delivery, name, month));
    const { table, rows } = found;
    const file = [name, region, ...(month === undefined ? [] : [month])].join('-').replaceAll('_', '-');
    if (preferred(accept, ['application/json', ...Object.keys(sheetFiles), PARQUET]) === PARQUET) {
      reply.header('Vary', 'Accept');
      return fileAnswer({ name: `${file}.parquet`, type: PARQUET }, writers.parquet.parts(table, rows));
    }
    return sheetAnswer(reply, accept, {
      json: jsonOf(found),
      name: file,
      sheets: () => [sheetOf(table, rows, 'person')],
    });
  }
}

import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { authorNow, bytesOf, Endpoint, inRegion, Parsed } from '@regieboek/platform';
import { WriteRemarks } from '../../commands/settlement/write-remarks.js';
import { ListRemarks } from '../../queries/settlement/list-remarks.js';
import { remark, remarksInCsv } from '../../remarks/index.js';
import { mustBeRegion } from '../requests.js';
import { recordedRemark } from './reconciliation-responses.js';

const writing = z.object({
  remarks: z.array(remark).max(10_000),
  by: fields.actor.optional().meta({
    description:
      'Actor, when nobody is logged in: a role, initials or a staff number, never a name. With a log-in, the logged-in actor counts and this field is ignored.',
    example: 'controller-3',
  }),
});
const writer = z.object({ by: writing.shape.by });
const fileExample = 'Sleutel;Opmerking\r\n99990001.L1;gevraagd op 3 maart\r\n';
const written = z.object({ written: z.int(), deleted: z.int(), unchanged: z.int() });

/** Remarks (opmerkingen) about lines of work lists. */
@ApiTags('finance')
@Controller('regions/:region/remarks')
export class RemarksController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Remarks of a region, by the keys of lines. */
  @Get()
  @Endpoint({
    permission: 'reconcile',
    summary: 'Remarks (opmerkingen) about lines of work lists',
    path: inRegion,
    answers: { 200: { description: 'Remarks by key.', json: z.object({ remarks: z.array(recordedRemark) }) } },
    problems: [404],
  })
  async list(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    await mustBeRegion(this.queries, region);
    return { remarks: [...(await this.queries.execute(new ListRemarks(region))).values()] };
  }

  /** Writes remarks, all or none; the same again change nothing. */
  @Post()
  @HttpCode(200)
  @Endpoint({
    permission: 'write-remarks',
    summary: 'Write remarks (opmerkingen) about lines of work lists; an empty one deletes',
    path: inRegion,
    body: {
      content: 'json',
      description: 'Remarks by the keys of the work list.',
      schema: writing,
      example: { remarks: [{ key: '99990001.L1', remark: 'asked on 3 March' }], by: 'controller-3' },
    },
    answers: { 200: { description: 'How many were written, deleted, and unchanged.', json: written } },
    problems: [404],
  })
  async write(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(writing)) { remarks, by }: z.output<typeof writing>,
  ) {
    await mustBeRegion(this.queries, region);
    return this.commands.execute(new WriteRemarks(region, { remarks, by: authorNow(by) }));
  }

  /** Writes the remarks of a work list that somebody filled in, all or none. */
  @Post('files')
  @HttpCode(200)
  @Endpoint({
    permission: 'write-remarks',
    summary: 'Read remarks (opmerkingen) back from a work list as CSV',
    description: 'The columns with key and remark are read, in Dutch or English; all others may have changed.',
    path: inRegion,
    query: writer,
    body: { content: 'csv', description: 'A work list as CSV, UTF-8.', example: fileExample },
    answers: { 200: { description: 'How many were written, deleted, and unchanged.', json: written } },
    problems: [404],
  })
  async writeFile(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(writer)) { by }: z.output<typeof writer>,
    @Body() body: unknown,
  ) {
    await mustBeRegion(this.queries, region);
    const remarks = remarksInCsv(bytesOf(body, 'csv').toString('utf8'));
    return this.commands.execute(new WriteRemarks(region, { remarks, by: authorNow(by) }));
  }
}

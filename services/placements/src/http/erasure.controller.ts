import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { erasureGround, fields } from '@regieboek/events';
import { approvalAsked, Endpoint, inRegion, isAsked, Parsed, pathParts, sendAsked } from '@regieboek/platform';
import { EraseYouth } from '../commands/erase-youth.js';
import { ListRetention } from '../queries/list-retention.js';
import { retentionReport } from './responses.js';

const youthPath = inRegion.extend({ youth: pathParts.youth });
const erasure = z.strictObject({ ground: erasureGround.meta({ description: 'Ground (grond voor wissing).' }) });
const onDay = z.strictObject({
  on: fields.date.optional().meta({ description: 'Day to look at; default: today.', format: 'date' }),
});

/** Retention and erasure of the data of youths. AVG art. 17. */
@ApiTags('placements')
@Controller('regions/:region')
export class ErasureController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Erases identity, messages and answers of a youth. */
  @Post('youths/:youth/erasure')
  @HttpCode(200)
  @Endpoint({
    permission: 'erase-youth',
    summary: 'Erase (wis) identity, messages and answers of a youth for good',
    description:
      'Destroys the key of the youth in every service; amounts, days and municipalities stay under the pseudonym, so that every total and proof stays as it is. Refused with 409 while care, a claim, a dispute or the books need the data. Cannot be undone.',
    path: youthPath,
    body: { content: 'json', description: 'The ground.', schema: erasure, example: { ground: 'term-ended' } },
    answers: {
      200: { description: 'Erased, now or earlier.', json: z.object({ youth: fields.youth }) },
      202: { description: 'It waits for a second person (vier ogen); nothing is erased yet.', json: approvalAsked },
    },
    problems: [404, 409],
  })
  async erase(
    @Param(new Parsed(youthPath)) { region, youth }: z.output<typeof youthPath>,
    @Body(new Parsed(erasure)) { ground }: z.output<typeof erasure>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const erased = await this.commands.execute(new EraseYouth({ region, youth }, ground));
    return isAsked(erased) ? sendAsked(erased, reply) : { youth };
  }

  /** Data that may be erased, data that are kept and why, and erasures. */
  @Get('retention')
  @Endpoint({
    permission: 'see-retention',
    summary: 'Retention (bewaartermijnen): which data may be erased and when, and what was erased',
    path: inRegion,
    query: onDay,
    answers: { 200: { description: 'Youths whose data may be erased first.', json: retentionReport } },
    problems: [404],
  })
  async retention(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(onDay)) { on }: z.output<typeof onDay>,
  ) {
    return this.queries.execute(new ListRetention(region, on));
  }
}

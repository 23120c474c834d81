import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { fields, openReason } from '@regieboek/events';
import {
  approvalAsked,
  authorNow,
  Endpoint,
  inRegion,
  isAsked,
  Parsed,
  pathParts,
  sendAsked,
} from '@regieboek/platform';
import { TakeStandingDecision } from '../../commands/closing/take-standing-decision.js';
import { WithdrawStandingDecision } from '../../commands/closing/withdraw-standing-decision.js';
import { ListStandingDecisions } from '../../queries/closing/list-standing-decisions.js';
import { monthsText, mustBeMonths, mustBeRegion } from '../requests.js';
import * as responses from './open-item-responses.js';

const reason = z.string().trim().min(3).max(200).meta({
  description: 'Reason, without personal data.',
  example: 'start message follows',
});
const by = fields.actor.optional().meta({
  description:
    'Actor, when nobody is logged in: a role, initials or a staff number, never a name. With a log-in, the logged-in actor counts and this field is ignored.',
  example: 'controller-3',
});
const taking = z.object({
  youth: pathParts.youth,
  waives: openReason.meta({ description: 'Code of the reason, from the open items.', example: 'start-unknown' }),
  period: monthsText,
  reason,
  by,
});
const withdrawing = z.object({ reason, by });
const decisionPath = inRegion.extend({
  decision: z
    .uuid()
    .meta({ description: 'Id of a standing decision.', example: '615673df-570b-522a-ab28-0ee98b85f50c' }),
});
const youthExample = '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55';

/** Standing decisions (doorlopende afwijkingen): a reason of a youth, waived once for a range of months. */
@ApiTags('finance')
@Controller('regions/:region/standing-decisions')
export class StandingDecisionsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Standing decisions of a region, withdrawn ones included. */
  @Get()
  @Endpoint({
    permission: 'see-open-items',
    summary: 'Standing decisions (doorlopende afwijkingen) of a region, withdrawn ones included',
    path: inRegion,
    answers: { 200: { description: 'In the order in which they were taken.', json: responses.standingDecisions } },
    problems: [404],
  })
  async list(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    await mustBeRegion(this.queries, region);
    return { region, decisions: await this.queries.execute(new ListStandingDecisions(region)) };
  }

  /** Waives a reason of a youth for a range of months; the same decision again changes nothing. */
  @Post()
  @HttpCode(200)
  @Endpoint({
    permission: 'decide-standing',
    summary: 'Waive a reason of a youth for a range of months (doorlopende afwijking), at most twelve',
    description:
      'Seals of these months waive open lines of this youth that have no other reason, and name the decision.',
    path: inRegion,
    body: {
      content: 'json',
      description: 'Youth, reason code, months, and why.',
      schema: taking,
      example: {
        ...{ youth: youthExample, waives: 'start-unknown', period: '2026-q1' },
        ...{ reason: 'start message follows', by: 'controller-3' },
      },
    },
    answers: {
      200: { description: 'The decision as recorded.', json: responses.standingDecision },
      202: { description: 'It waits for a second person (vier ogen).', json: approvalAsked },
    },
    problems: [404, 409],
  })
  async take(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(taking)) { period, by: given, ...decision }: z.output<typeof taking>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const request = { ...decision, ...mustBeMonths(period), by: authorNow(given) };
    const taken = await this.commands.execute(new TakeStandingDecision(region, request));
    return isAsked(taken) ? sendAsked(taken, reply) : taken;
  }

  /** Withdraws a standing decision: later seals do not apply it. */
  @Post(':decision/withdrawal')
  @HttpCode(200)
  @Endpoint({
    permission: 'decide-standing',
    summary: 'Withdraw a standing decision (doorlopende afwijking intrekken); sealed months stay as they are',
    path: decisionPath,
    body: {
      content: 'json',
      description: 'Why.',
      schema: withdrawing,
      example: { reason: 'the start message arrived', by: 'controller-3' },
    },
    answers: { 200: { description: 'The decision with its withdrawal.', json: responses.standingDecision } },
    problems: [404],
  })
  async withdraw(
    @Param(new Parsed(decisionPath)) { region, decision: id }: z.output<typeof decisionPath>,
    @Body(new Parsed(withdrawing)) { reason: why, by: given }: z.output<typeof withdrawing>,
  ) {
    await mustBeRegion(this.queries, region);
    const request = { id, reason: why, by: authorNow(given) };
    return this.commands.execute(new WithdrawStandingDecision(region, request));
  }
}

import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Endpoint, inBody, inId, notFound, Parsed, pathParts } from '@regieboek/platform';
import { CancelBillingRun } from '../../commands/billing/cancel-billing-run.js';
import { StartBillingRun } from '../../commands/billing/start-billing-run.js';
import { GetBillingRun } from '../../queries/billing/get-billing-run.js';
import { monthCount, MONTHS_MAX } from '../../domain/runs/month-range.js';
import * as responses from './responses.js';
import { asKnown, knownAtOf, mustBeRegion } from '../requests.js';

const asking = asKnown
  .extend({
    region: pathParts.region,
    period: pathParts.period.optional().meta({ description: 'Month; alternatively `from` and `to`.' }),
    from: pathParts.period.optional().meta({ description: 'First of consecutive months, instead of `period`.' }),
    to: pathParts.period.optional().meta({ description: 'Last of them.' }),
  })
  .transform(({ period, from, to, ...rest }, context) => {
    const range = period === undefined ? { from, to } : { from: period, to: period };
    const fault = (place: string, message: string) => context.addIssue({ code: 'custom', path: [place], message });
    if (period !== undefined && (from ?? to) !== undefined)
      fault('period', 'one month, or a range with from and to; not both');
    if (range.from === undefined) fault('from', 'the first month, yyyy-mm, unless period is set');
    if (range.to === undefined) fault('to', 'the last month, yyyy-mm, unless period is set');
    if (range.from === undefined || range.to === undefined) return z.NEVER;
    const months = monthCount({ from: range.from, to: range.to });
    if (months < 1) fault('to', 'not before from');
    if (months > MONTHS_MAX) fault('to', `at most ${MONTHS_MAX} months per range: request the others separately`);
    return { ...rest, from: range.from, to: range.to, isRange: period === undefined };
  });
const runPath = z.object({
  run: z
    .string()
    .regex(
      /^[a-z0-9-]{1,31}~[0-9]{4}-[0-9]{2}(\.\.[0-9]{4}-[0-9]{2})?~[0-9]{1,15}(@[0-9]{1,15})?~[A-Za-z0-9._-]{1,40}$/,
      'the id of a billing run as returned',
    )
    .meta({ description: 'Id of a requested billing run.', example: 'zhz~2026-02~1204~2025.1' }),
});
const gone = 'no recent billing run has this id: request it again, it gets the same id';

/** Billing runs as resources: create, look up while they compute, cancel. */
@ApiTags('finance')
@Controller('billing-runs')
export class ClosingRunsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Starts a run, or gives the same one that was started before. */
  @Post()
  @HttpCode(202)
  @Endpoint({
    permission: { action: 'run-billing', on: inBody },
    summary:
      'Request a billing run (doorbelasting) of a month or of consecutive months, as known now or at another time, by any version of the rules',
    description:
      'Location: the address of the run. The same request at the same position is the same run. Consecutive months (`from` and `to`) are billed as sealed, otherwise as known at one position; the result has figures per month.',
    body: {
      content: 'json',
      description: 'Region, month or months, and the inputs of the run.',
      schema: asking,
      example: { region: 'zhz', period: '2026-02', knownAt: '2026-03-31' },
    },
    answers: { 202: { description: 'Accepted; poll its Location.', json: responses.askedRun } },
    problems: [404, 503],
  })
  async start(
    @Body(new Parsed(asking)) { region, from, to, isRange, knownAt, ruleSet }: z.output<typeof asking>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const by = { knownAt: knownAtOf(knownAt), ruleSet };
    const months = isRange ? { region, from, to } : { region, period: from };
    const run = await this.commands.execute(new StartBillingRun(months, by));
    reply.header('Location', `/v1/billing-runs/${run.id}`);
    return run;
  }

  /** Progress and result of a run. */
  @Get(':run')
  @Endpoint({
    permission: { action: 'run-billing', on: inId('run') },
    summary: 'Progress and result of a billing run',
    path: runPath,
    answers: { 200: { description: 'Status, progress and, once done, the result.', json: responses.askedRun } },
    problems: [404],
  })
  async show(@Param(new Parsed(runPath)) { run }: z.output<typeof runPath>) {
    return (await this.queries.execute(new GetBillingRun(run))) ?? this.missing();
  }

  /** Cancels a run that is not over. */
  @Delete(':run')
  @Endpoint({
    permission: { action: 'run-billing', on: inId('run') },
    summary: 'Cancel a billing run; a finished run does not change',
    path: runPath,
    answers: { 200: { description: 'Current state of the run.', json: responses.askedRun } },
    problems: [404],
  })
  async cancel(@Param(new Parsed(runPath)) { run }: z.output<typeof runPath>) {
    return (await this.commands.execute(new CancelBillingRun(run))) ?? this.missing();
  }

  private missing(): never {
    throw notFound(gone);
  }
}

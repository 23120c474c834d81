import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { fromDay, OPEN } from '@regieboek/kernel';
import { Endpoint, etagOf, inRegion, Parsed, pathParts, revisionOf } from '@regieboek/platform';
import { explain, type ResponsibleInterval } from '@regieboek/residence';
import { CorrectBirthDate } from '../commands/correct-birth-date.js';
import { RecordResidenceFact } from '../commands/record-residence-fact.js';
import { WithdrawResidenceFact } from '../commands/withdraw-residence-fact.js';
import { GetYouth } from '../queries/get-youth.js';
import { ListSignals } from '../queries/list-signals.js';
import * as responses from './responses.js';

const youthPath = inRegion.extend({ youth: pathParts.youth });
const factPath = youthPath.extend({
  fact: fields.givenId.meta({ description: 'Id of the fact.', example: 'R1' }),
});
type YouthPath = z.output<typeof youthPath>;

const onDay = (description: string) =>
  fields.date.optional().meta({ description: `${description}; default: today.`, format: 'date' });
const recording = z.strictObject({ fact: responses.fact, recordedOn: onDay('Day on which it became known') });
const correction = z.strictObject({
  birth: fields.date.meta({ description: 'The date of birth (geboortedatum).', format: 'date', example: '2012-05-21' }),
  recordedOn: onDay('Day on which it became known'),
});
const withdrawal = z.strictObject({ withdrawnOn: onDay('Day on which it was withdrawn') });

const factExample = {
  fact: { id: 'R2', kind: 'registration', from: '2026-02-15', to: null, municipality: '1978', address: 'woonadres' },
  recordedOn: '2026-02-20',
};
const recorded = {
  description: 'Recorded, now or earlier.',
  json: z.object({ factId: z.string() }),
  example: { factId: 'R2' },
  etag: true,
};

const shown = (interval: ResponsibleInterval) => ({
  ...interval,
  from: fromDay(interval.from),
  to: interval.to === OPEN ? null : fromDay(interval.to),
  chainStart: interval.chainStart === undefined ? undefined : fromDay(interval.chainStart),
  referenceDay: interval.referenceDay === undefined ? undefined : fromDay(interval.referenceDay),
  explanation: explain(interval, 'nl'),
});

/** Youths under their pseudonyms: facts about residence, responsible municipality, signals. */
@ApiTags('placements')
@Controller('regions/:region')
export class YouthsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Facts about a youth and the municipality responsible on every day of care, with reasons. ETag: revision. */
  @Get('youths/:youth')
  @Endpoint({
    permission: { action: 'see-youth-outcome', limits: true },
    summary: 'A youth (jeugdige): facts, and the responsible municipality (woonplaatsbeginsel) per day, with reasons',
    path: youthPath,
    description:
      'A municipality sees the days on which it is responsible or pays, and the facts behind them; a provider the outcome for the days of its care, without facts.',
    answers: { 200: { description: 'As known now.', json: responses.youth, etag: true } },
    problems: [404],
  })
  async youth(
    @Param(new Parsed(youthPath)) { region, youth }: YouthPath,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { revision, facts, responsible } = await this.queries.execute(new GetYouth({ region, youth }));
    reply.header('ETag', etagOf(revision));
    return {
      youth,
      facts: facts.map(({ fact, recordedOn, withdrawnOn }) => ({
        ...fact,
        recordedOn: fromDay(recordedOn),
        withdrawnOn: withdrawnOn === null ? null : fromDay(withdrawnOn),
      })),
      responsible: responsible.map(shown),
    };
  }

  /** Records a fact about residence; with If-Match, only if the youth did not change since. */
  @Post('youths/:youth/facts')
  @HttpCode(201)
  @Endpoint({
    permission: 'record-residence',
    summary: 'Record a residence fact (woonplaatsgegeven)',
    description:
      'The id of the fact makes the request idempotent: another fact with an existing id is refused with 409.',
    path: youthPath,
    body: { content: 'json', description: 'The fact.', schema: recording, example: factExample },
    answers: { 201: recorded },
    problems: [404, 409, 410],
    precondition: true,
  })
  async record(
    @Param(new Parsed(youthPath)) { region, youth }: YouthPath,
    @Body(new Parsed(recording)) { fact, recordedOn }: z.output<typeof recording>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new RecordResidenceFact({ region, youth }, fact, {
      recordedOn,
      expected: revisionOf(ifMatch, 'youth'),
    });
    reply.header('ETag', etagOf(await this.commands.execute(command)));
    return { factId: fact.id };
  }

  /** Withdraws a fact that turned out to be wrong; it stays in the history. */
  @Post('youths/:youth/facts/:fact/withdrawal')
  @HttpCode(201)
  @Endpoint({
    permission: 'record-residence',
    summary: 'Withdraw a residence fact that proved wrong; it stays in the history',
    path: factPath,
    body: {
      content: 'json',
      description: 'The day.',
      schema: withdrawal,
      example: { withdrawnOn: '2026-03-01' },
    },
    answers: { 201: recorded },
    problems: [404, 410],
    precondition: true,
  })
  async withdraw(
    @Param(new Parsed(factPath)) { region, youth, fact: factId }: z.output<typeof factPath>,
    @Body(new Parsed(withdrawal)) { withdrawnOn }: z.output<typeof withdrawal>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const at = { withdrawnOn, expected: revisionOf(ifMatch, 'youth') };
    const revision = await this.commands.execute(new WithdrawResidenceFact({ region, youth }, factId, at));
    reply.header('ETag', etagOf(revision));
    return { factId };
  }

  /** Corrects the date of birth of a youth, or completes it. */
  @Post('youths/:youth/birth-date')
  @HttpCode(201)
  @Endpoint({
    permission: 'record-residence',
    summary: 'Correct or complete the date of birth (geboortedatum) of a youth',
    description: 'Recorded as an event: earlier bills remain as known then. A repeat changes nothing.',
    path: youthPath,
    body: {
      content: 'json',
      description: 'The date.',
      schema: correction,
      example: { birth: '2012-05-21', recordedOn: '2026-03-01' },
    },
    answers: {
      201: {
        description: 'Recorded, now or earlier.',
        json: z.object({ birth: fields.date }),
        example: { birth: '2012-05-21' },
        etag: true,
      },
    },
    problems: [404, 410],
    precondition: true,
  })
  async correctBirthDate(
    @Param(new Parsed(youthPath)) { region, youth }: YouthPath,
    @Body(new Parsed(correction)) { birth, recordedOn }: z.output<typeof correction>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const at = { recordedOn, expected: revisionOf(ifMatch, 'youth') };
    const revision = await this.commands.execute(new CorrectBirthDate({ region, youth }, birth, at));
    reply.header('ETag', etagOf(revision));
    return { birth };
  }

  /** Situations that a person should review. */
  @Get('signals')
  @Endpoint({
    permission: 'see-signals',
    summary: 'Signals (signalen): situations that a person should review; they cause no refusal',
    path: inRegion,
    answers: { 200: { description: 'By first day.', json: z.object({ signals: z.array(responses.signal) }) } },
    problems: [404],
  })
  async signals(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    return { signals: await this.queries.execute(new ListSignals(region)) };
  }
}

import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { streamName, type EventLog } from '@regieboek/eventing';
import { fields } from '@regieboek/events';
import { careOf, residenceParameters, toResidenceCare, youthFacts, type LiveHistories } from '@regieboek/journal';
import { fromDay, OPEN, toDay } from '@regieboek/kernel';
import {
  Endpoint,
  EVENT_LOG,
  inRegion,
  load,
  notFound,
  Parsed,
  pathParts,
  TODAY,
  type Today,
} from '@regieboek/platform';
import { explain, responsibleIntervals, type ResponsibleInterval } from '@regieboek/residence';
import { youthDecider } from '../domain/youth.js';
import { signalsOf } from '../domain/signals.js';
import { HISTORIES } from '../tokens.js';
import * as answers from './answers.js';
import { revisionOf, YouthCommands } from './youth-commands.js';

const youthPath = inRegion.extend({ youth: pathParts.youth });
const factPath = youthPath.extend({
  fact: z.string().min(1).max(64).meta({ description: 'Id of the fact.', example: 'R1' }),
});
type YouthPath = z.output<typeof youthPath>;

const onDay = (description: string) =>
  fields.date.optional().meta({ description: `${description}; today when left out.`, format: 'date' });
const recording = z.strictObject({ fact: answers.fact, recordedOn: onDay('Day on which it became known') });
const withdrawal = z.strictObject({ withdrawnOn: onDay('Day on which it was withdrawn') });

const factExample = {
  fact: { id: 'R2', kind: 'registration', from: '2026-02-15', to: null, municipality: '1978', address: 'woonadres' },
  recordedOn: '2026-02-20',
};
const recorded = {
  description: 'Recorded, now or before.',
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
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(HISTORIES) private readonly histories: LiveHistories,
    @Inject(YouthCommands) private readonly commands: YouthCommands,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Facts about a youth and the municipality responsible on every day of care, with reasons. ETag: revision. */
  @Get('youths/:youth')
  @Endpoint({
    summary: 'A youth (jeugdige): facts, and the responsible municipality (woonplaatsbeginsel) per day, with reasons',
    path: youthPath,
    answers: { 200: { description: 'As known now.', json: answers.youth, etag: true } },
    problems: [404],
  })
  async youth(
    @Param(new Parsed(youthPath)) { region, youth }: YouthPath,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    // Before the history, so that the ETag is never newer than what is shown.
    const { revision } = await load(this.log, youthDecider, streamName(region, youthDecider.category, youth));
    const history = await this.histories.of(region);
    const known = history.youths.get(youth);
    if (!known || !history.definition) throw notFound('this region knows no youth under this id');
    const responsible = responsibleIntervals(
      youthFacts(known, careOf(known, history.contracts).map(toResidenceCare)),
      residenceParameters(history.definition),
      toDay(this.today()),
    );
    reply.header('ETag', `"${revision}"`);
    return {
      youth,
      facts: known.facts.map(({ fact, recordedOn, withdrawnOn }) => ({
        ...fact,
        recordedOn: fromDay(recordedOn),
        withdrawnOn: withdrawnOn === null ? null : fromDay(withdrawnOn),
      })),
      responsible: responsible.map(shown),
    };
  }

  /** Records a fact about residence. With If-Match only if nothing changed since. */
  @Post('youths/:youth/facts')
  @HttpCode(201)
  @Endpoint({
    summary: 'Record a fact about residence (woonplaatsgegeven)',
    description:
      'The id of the fact makes the request idempotent: another fact under an id in use is refused with 409.',
    path: youthPath,
    body: { content: 'json', description: 'The fact.', schema: recording, example: factExample },
    answers: { 201: recorded },
    problems: [404, 409],
    precondition: true,
  })
  async record(
    @Param(new Parsed(youthPath)) { region, youth }: YouthPath,
    @Body(new Parsed(recording)) { fact, recordedOn = this.today() }: z.output<typeof recording>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = { kind: 'record-fact', youth, fact, recordedOn } as const;
    reply.header('ETag', await this.commands.decide(region, command, revisionOf(ifMatch)));
    return { factId: fact.id };
  }

  /** Withdraws a fact that turned out not to hold; it stays in the history. */
  @Post('youths/:youth/facts/:fact/withdrawal')
  @HttpCode(201)
  @Endpoint({
    summary: 'Withdraw a fact about residence that turned out not to hold; it stays in the history',
    path: factPath,
    body: {
      content: 'json',
      description: 'The day.',
      schema: withdrawal,
      example: { withdrawnOn: '2026-03-01' },
      optional: true,
    },
    answers: { 201: recorded },
    problems: [404],
    precondition: true,
  })
  async withdraw(
    @Param(new Parsed(factPath)) { region, youth, fact: factId }: z.output<typeof factPath>,
    @Body(new Parsed(withdrawal.nullish())) body: z.output<typeof withdrawal> | null | undefined,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const withdrawnOn = body?.withdrawnOn ?? this.today();
    const command = { kind: 'withdraw-fact', youth, factId, withdrawnOn } as const;
    reply.header('ETag', await this.commands.decide(region, command, revisionOf(ifMatch)));
    return { factId };
  }

  /** Situations that a person should look at. */
  @Get('signals')
  @Endpoint({
    summary: 'Signals (signalen): situations that a person should look at; nothing is refused for them',
    path: inRegion,
    answers: { 200: { description: 'By first day.', json: z.object({ signals: z.array(answers.signal) }) } },
    problems: [404],
  })
  async signals(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    const history = await this.histories.of(region);
    if (!history.definition) throw notFound('there is no region under this id; see /v1/regions');
    return { signals: signalsOf(history, toDay(this.today())) };
  }
}

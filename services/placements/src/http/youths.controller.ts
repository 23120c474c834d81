import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { eventId, streamName, type EventLog } from '@regieboek/eventing';
import { fields, residenceFact } from '@regieboek/events';
import { careOf, residenceParameters, toResidenceCare, youthFacts, type LiveHistories } from '@regieboek/journal';
import { fromDay, OPEN, toDay } from '@regieboek/kernel';
import { EVENT_LOG, handle, load, notFound, Problem, TODAY, type Today } from '@regieboek/platform';
import { explain, responsibleIntervals, type ResponsibleInterval } from '@regieboek/residence';
import { youthDecider, type YouthCommand, type YouthRefusal } from '../domain/youth.js';
import { signalsOf } from '../domain/signals.js';
import { HISTORIES } from '../tokens.js';

const recordFact = z.strictObject({ fact: residenceFact, recordedOn: fields.date.optional() });
const withdrawal = z.strictObject({ withdrawnOn: fields.date.optional() });

/** Status of each refusal: a missing code does not compile. */
const statusOf: Record<YouthRefusal, number> = {
  'unknown-youth': 404,
  'unknown-fact': 404,
  'other-birth-date': 409,
  'id-in-use': 409,
  'ends-before-start': 400,
  'authorisation-too-long': 400,
};

const isRefusal = (code: string): code is YouthRefusal => Object.hasOwn(statusOf, code);

/** Revision in an If-Match header: `"3"`; undefined without one. */
function revisionOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const revision = /^"(\d+)"$/.exec(header)?.[1];
  if (revision === undefined)
    throw new Problem(400, 'invalid-if-match', 'If-Match must hold the ETag of the youth, such as "3"');
  return Number(revision);
}

const shown = (interval: ResponsibleInterval) => ({
  ...interval,
  from: fromDay(interval.from),
  to: interval.to === OPEN ? null : fromDay(interval.to),
  chainStart: interval.chainStart === undefined ? undefined : fromDay(interval.chainStart),
  referenceDay: interval.referenceDay === undefined ? undefined : fromDay(interval.referenceDay),
  explanation: explain(interval, 'nl'),
});

/** Youths under their pseudonyms: facts about residence, responsible municipality, signals. */
@Controller('regions/:region')
export class YouthsController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(HISTORIES) private readonly histories: LiveHistories,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Facts about a youth and the municipality responsible on every day of care, with reasons. ETag: revision. */
  @Get('youths/:youth')
  async youth(
    @Param('region') region: string,
    @Param('youth') youth: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const history = await this.histories.of(region);
    const known = history.youths.get(youth);
    if (!known || !history.definition) throw notFound('this region knows no youth under this id');
    const care = careOf(known, history.contracts);
    const responsible = responsibleIntervals(
      youthFacts(known, care.map(toResidenceCare)),
      residenceParameters(history.definition),
      toDay(this.today()),
    );
    const { revision } = await load(this.log, youthDecider, streamName(region, youthDecider.category, youth));
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
  async record(
    @Param() { region, youth }: { region: string; youth: string },
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { fact, recordedOn } = recordFact.parse(body);
    await this.decide(region, ifMatch, reply, {
      kind: 'record-fact',
      youth,
      fact,
      recordedOn: recordedOn ?? this.today(),
    });
    return { factId: fact.id };
  }

  /** Withdraws a fact that turned out not to hold; it stays in the history. */
  @Post('youths/:youth/facts/:fact/withdrawal')
  @HttpCode(201)
  async withdraw(
    @Param() path: { region: string; youth: string; fact: string },
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { withdrawnOn } = withdrawal.parse(body ?? {});
    const { region, youth, fact: factId } = path;
    await this.decide(region, ifMatch, reply, {
      kind: 'withdraw-fact',
      youth,
      factId,
      withdrawnOn: withdrawnOn ?? this.today(),
    });
    return { factId };
  }

  /** Situations that a person should look at. */
  @Get('signals')
  async signals(@Param('region') region: string) {
    return { signals: signalsOf(await this.histories.of(region), toDay(this.today())) };
  }

  private async decide(
    region: string,
    ifMatch: string | undefined,
    reply: FastifyReply,
    command: YouthCommand,
  ): Promise<void> {
    const expected = revisionOf(ifMatch);
    const handled = await handle(this.log, youthDecider, command, {
      region,
      id: command.youth,
      commandId: eventId(JSON.stringify(command), 0),
      ...(expected === undefined ? {} : { expected }),
    });
    if (handled.kind === 'done') reply.header('ETag', `"${handled.revision}"`);
    else {
      const [first] = handled.rejections;
      const code = first?.rejection.code ?? '';
      throw new Problem(isRefusal(code) ? statusOf[code] : 409, code, first?.rejection.message ?? 'refused');
    }
  }
}

import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { waiver } from '@regieboek/events';
import {
  approvalAsked,
  authorNow,
  Endpoint,
  etagOf,
  inRegion,
  isAsked,
  Parsed,
  revisionOf,
  sendAsked,
} from '@regieboek/platform';
import { ReopenPeriod } from '../../commands/closing/reopen-period.js';
import { SealPeriod } from '../../commands/closing/seal-period.js';
import { GetPeriod } from '../../queries/books/get-period.js';
import { ListSealedPeriods } from '../../queries/books/list-sealed-periods.js';
import type { PeriodState, Sealed } from '../../closing/index.js';
import * as responses from './responses.js';
import { mustBeRegion, periodPath } from '../requests.js';

type PeriodPath = z.output<typeof periodPath>;

const WHO = 'a role, initials or a staff number of 1 to 40 characters';
const actor = z.string(WHO).trim().min(1, WHO).max(40, WHO).meta({
  description:
    'Actor, when nobody is logged in: a role, initials or a staff number, never a name. With a log-in, the logged-in actor counts and this field is ignored.',
  example: 'controller-3',
});
const WHY = 'a reason of 3 to 200 characters';
const reason = z.string(WHY).trim().min(3, WHY).max(200, WHY);
const sealing = z.object({ by: actor.optional(), waivers: z.array(waiver.extend({ reason })).default([]) });
const reopening = z.object({
  by: actor.optional(),
  reason: reason.meta({ description: 'Reason, without personal data.', example: 'a declaration was forgotten' }),
});

const shownSeal = ({ seal, mark, recordedAt, sealedAtPosition }: Sealed) => {
  const { chain: _, period: __, ...rest } = seal;
  return { ...rest, mark, recordedAt, sealedAtPosition };
};

const shown = (region: string, { period, sealed }: Pick<PeriodState, 'period' | 'sealed'>) => ({
  region,
  period,
  status: sealed ? 'sealed' : 'open',
  seal: sealed ? shownSeal(sealed) : null,
});

/** Closing of months (afsluiten): seals, and opening again. */
@ApiTags('finance')
@Controller('regions/:region/periods')
export class ClosingController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Sealed months of a region, in the order in which they were sealed. */
  @Get()
  @Endpoint({
    permission: 'see-periods',
    summary: 'Sealed months (afgesloten perioden) of a region, in the order of sealing',
    path: inRegion,
    answers: { 200: { description: 'Sealed months with their seals; all others are open.', json: responses.periods } },
    problems: [404],
  })
  async list(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    await mustBeRegion(this.queries, region);
    const sealed = await this.queries.execute(new ListSealedPeriods(region));
    return { periods: sealed.map((one) => shown(region, { period: one.seal.period, sealed: one })) };
  }

  /** A month: open, or sealed. ETag: revision. */
  @Get(':period')
  @Endpoint({
    permission: 'see-periods',
    summary: 'A month (periode): open, or sealed with position, digest, rules, actor and time',
    path: periodPath,
    answers: { 200: { description: 'Current state.', json: responses.period, etag: true } },
    problems: [404],
  })
  async show(@Param(new Parsed(periodPath)) path: PeriodPath, @Res({ passthrough: true }) reply: FastifyReply) {
    await mustBeRegion(this.queries, path.region);
    return this.tagged(path.region, await this.queries.execute(new GetPeriod(path)), reply);
  }

  /** Seals a month; a second time changes nothing. */
  @Post(':period/seal')
  @HttpCode(200)
  @Endpoint({
    permission: 'seal-periods',
    summary: 'Seal a month (periode afsluiten): later facts become corrections in the first open month',
    description:
      'Months are sealed in order, once they are over. Refused (409, with every open item) while declarations are undecided or lines need review, unless each item is waived with a reason. A repeat returns the same seal.',
    path: periodPath,
    body: {
      content: 'json',
      description: 'Actor, and waived items.',
      schema: sealing,
      example: { by: 'controller-3', waivers: [{ item: 'line:99990001.L1.1', reason: 'start message follows' }] },
    },
    answers: {
      200: { description: 'The sealed month.', json: responses.period, etag: true },
      202: {
        description: 'Its waivers wait for a second person (vier ogen); nothing is sealed yet.',
        json: approvalAsked,
      },
    },
    problems: [404, 409],
    precondition: true,
  })
  async seal(
    @Param(new Parsed(periodPath)) path: PeriodPath,
    @Body(new Parsed(sealing)) { by, waivers }: z.output<typeof sealing>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, path.region);
    const asked = { by: authorNow(by), waivers, expected: revisionOf(ifMatch, 'period') };
    const sealed = await this.commands.execute(new SealPeriod(path, asked));
    return isAsked(sealed) ? sendAsked(sealed, reply) : this.tagged(path.region, sealed, reply);
  }

  /** Opens the month that was sealed last again. */
  @Post(':period/reopening')
  @HttpCode(200)
  @Endpoint({
    permission: 'seal-periods',
    summary: 'Reopen a sealed month (periode heropenen) with a reason, in reverse order',
    path: periodPath,
    body: {
      content: 'json',
      description: 'Actor and reason.',
      schema: reopening,
      example: { by: 'controller-3', reason: 'a declaration was forgotten' },
    },
    answers: { 200: { description: 'The month, open.', json: responses.period, etag: true } },
    problems: [404, 409],
    precondition: true,
  })
  async reopen(
    @Param(new Parsed(periodPath)) path: PeriodPath,
    @Body(new Parsed(reopening)) { by, reason }: z.output<typeof reopening>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, path.region);
    const asked = { by: authorNow(by), reason, expected: revisionOf(ifMatch, 'period') };
    return this.tagged(path.region, await this.commands.execute(new ReopenPeriod(path, asked)), reply);
  }

  private tagged(region: string, now: PeriodState, reply: FastifyReply) {
    if (now.revision !== 'none') reply.header('ETag', etagOf(now.revision));
    return shown(region, now);
  }
}

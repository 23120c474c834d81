import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { waiver } from '@regieboek/events';
import { Endpoint, inRegion, Parsed, type ContractsCopy } from '@regieboek/platform';
import { Books } from '../closing/books.js';
import { Closing, type PeriodNow, type Sealed } from '../closing/closing.js';
import { markOf } from '../closing/hash-chain.js';
import { CONTRACTS } from '../tokens.js';
import * as answers from './closing-answers.js';
import { answering, mustBeRegion, periodPath, revisionOf } from './closing-asked.js';

type PeriodPath = z.output<typeof periodPath>;

const WHO = 'a role, initials or a staff number, of 1 to 40 characters';
const actor = z.string(WHO).trim().min(1, WHO).max(40, WHO).meta({
  description: 'Who does it: a role, initials or a staff number, never a name. It is not checked.',
  example: 'controller-3',
});
const WHY = 'a reason of 3 to 200 characters';
const reason = z.string(WHY).trim().min(3, WHY).max(200, WHY);
const sealing = z.object({ by: actor, waivers: z.array(waiver.extend({ reason })).default([]) });
const reopening = z.object({
  by: actor,
  reason: reason.meta({ description: 'Why, without personal data.', example: 'a declaration was forgotten' }),
});

const shownSeal = ({ seal, mark, recordedAt, sealedAtPosition }: Sealed) => {
  const { chain: _, period: __, ...rest } = seal;
  return { ...rest, mark, recordedAt, sealedAtPosition };
};

const shown = (region: string, { period, sealed }: Pick<PeriodNow, 'period' | 'sealed'>) => ({
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
    @Inject(Closing) private readonly closing: Closing,
    @Inject(Books) private readonly books: Books,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
  ) {}

  /** Sealed months of a region, in the order in which they were sealed. */
  @Get()
  @Endpoint({
    summary: 'Sealed months (afgesloten perioden) of a region, in the order of sealing',
    path: inRegion,
    answers: { 200: { description: 'Months with their seals; all others are open.', json: answers.periods } },
    problems: [404],
  })
  async list(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    await mustBeRegion(this.contracts, region);
    const { sealed } = await this.books.periods(region);
    const periods = sealed.map((one) => ({
      period: one.seal.period,
      sealed: { ...one, mark: markOf(region, one.seal) },
    }));
    return { periods: periods.map((one) => shown(region, one)) };
  }

  /** A month: open, or sealed. ETag: revision. */
  @Get(':period')
  @Endpoint({
    summary: 'A month (periode): open, or sealed with position, digest, rules, who and when',
    path: periodPath,
    answers: { 200: { description: 'As it stands now.', json: answers.period, etag: true } },
    problems: [404],
  })
  async show(@Param(new Parsed(periodPath)) path: PeriodPath, @Res({ passthrough: true }) reply: FastifyReply) {
    await mustBeRegion(this.contracts, path.region);
    return this.tagged(path.region, await this.closing.period(path), reply);
  }

  /** Seals a month; a second time changes nothing. */
  @Post(':period/seal')
  @HttpCode(200)
  @Endpoint({
    summary: 'Seal a month (periode afsluiten): later facts become corrections in the month that is open then',
    description:
      'Months are sealed in order, once they are over. Refused (409, with every open item) while declarations are undecided or lines are to be looked at, unless each is waived with a reason. Asked again it gives the same seal.',
    path: periodPath,
    body: {
      content: 'json',
      description: 'Who seals, and what is let pass.',
      schema: sealing,
      example: { by: 'controller-3', waivers: [{ item: 'line:99990001.L1.1', reason: 'start message follows' }] },
    },
    answers: { 200: { description: 'The sealed month.', json: answers.period, etag: true } },
    problems: [404, 409],
    precondition: true,
  })
  async seal(
    @Param(new Parsed(periodPath)) path: PeriodPath,
    @Body(new Parsed(sealing)) { by, waivers }: z.output<typeof sealing>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.contracts, path.region);
    const asked = { by, waivers, expected: revisionOf(ifMatch) };
    return this.tagged(path.region, await answering(this.closing.seal(path, asked)), reply);
  }

  /** Opens the month that was sealed last again. */
  @Post(':period/reopening')
  @HttpCode(200)
  @Endpoint({
    summary: 'Open a sealed month again (periode heropenen), with the reason; the last one first',
    path: periodPath,
    body: {
      content: 'json',
      description: 'Who opens it, and why.',
      schema: reopening,
      example: { by: 'controller-3', reason: 'a declaration was forgotten' },
    },
    answers: { 200: { description: 'The month, open.', json: answers.period, etag: true } },
    problems: [404, 409],
    precondition: true,
  })
  async reopen(
    @Param(new Parsed(periodPath)) path: PeriodPath,
    @Body(new Parsed(reopening)) { by, reason }: z.output<typeof reopening>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.contracts, path.region);
    const asked = { by, reason, expected: revisionOf(ifMatch) };
    return this.tagged(path.region, await answering(this.closing.reopen(path, asked)), reply);
  }

  private tagged(region: string, now: PeriodNow, reply: FastifyReply) {
    if (now.revision !== 'none') reply.header('ETag', `"${now.revision}"`);
    return shown(region, now);
  }
}

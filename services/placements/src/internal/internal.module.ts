import { Body, Controller, HttpCode, Inject, Module, Post } from '@nestjs/common';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { inBody, mustBeAllowed, NO_REGION, Permitted } from '@regieboek/platform';
import { identitiesQuestion, type identitiesAnswer, type keepersAnswer } from '@regieboek/platform/service';
import type { z } from 'zod';
import { FindKeepers } from '../queries/find-keepers.js';
import { FindYouthIds } from '../queries/find-youth-ids.js';
import { PlacementsModule } from '../placements.module.js';

const inKnownRegion: typeof inBody = (request) => {
  const object = inBody(request);
  return object?.region === NO_REGION ? undefined : object;
};

/** Internal interface of placements for other services of the product; not part of the public API. */
@ApiExcludeController()
@Controller('internal')
class InternalController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Youth ids that a region knows for BSNs. Throws ZodError for a malformed request. */
  @Post('youth-ids')
  @HttpCode(200)
  @Permitted({ action: 'find-identities', on: inBody })
  async youthIds(@Body() body: unknown): Promise<z.output<typeof identitiesAnswer>> {
    const { region, bsns } = identitiesQuestion.parse(body);
    return { youths: Object.fromEntries(await this.queries.execute(new FindYouthIds(region, bsns))) };
  }

  /** Ids under which messages that name these BSNs are kept. For messages of no region the caller needs the permission in any region. */
  @Post('keepers')
  @HttpCode(200)
  @Permitted({ action: 'find-identities', on: inKnownRegion, limits: true })
  async keepers(@Body() body: unknown): Promise<z.output<typeof keepersAnswer>> {
    const { region, bsns } = identitiesQuestion.parse(body);
    if (region !== NO_REGION) mustBeAllowed('find-identities', { region });
    const { youths, strangers } = await this.queries.execute(new FindKeepers(region, bsns));
    return { youths: Object.fromEntries(youths), strangers: Object.fromEntries(strangers) };
  }
}

/** Answers internal calls of programs that may find identities. */
@Module({ imports: [CqrsModule, PlacementsModule], controllers: [InternalController] })
export class InternalModule {}

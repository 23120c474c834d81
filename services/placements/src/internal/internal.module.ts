import { Body, Controller, HttpCode, Inject, Module, Post } from '@nestjs/common';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { inBody, Permitted } from '@regieboek/platform';
import { identitiesQuestion, type identitiesAnswer } from '@regieboek/platform/service';
import type { z } from 'zod';
import { FindYouthIds } from '../queries/find-youth-ids.js';
import { PlacementsModule } from '../placements.module.js';

/** Internal interface of placements for other services of the product; not part of the public API. */
@ApiExcludeController()
@Controller('internal')
class InternalController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Youth ids that a region knows for BSNs. Throws ZodError when the question is not as agreed. */
  @Post('youth-ids')
  @HttpCode(200)
  @Permitted({ action: 'find-identities', on: inBody })
  async youthIds(@Body() body: unknown): Promise<z.output<typeof identitiesAnswer>> {
    const { region, bsns } = identitiesQuestion.parse(body);
    return { youths: Object.fromEntries(await this.queries.execute(new FindYouthIds(region, bsns))) };
  }
}

/** Answers internal calls of programs that may find identities. */
@Module({ imports: [CqrsModule, PlacementsModule], controllers: [InternalController] })
export class InternalModule {}

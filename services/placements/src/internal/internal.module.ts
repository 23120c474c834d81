import { Body, Controller, HttpCode, Inject, Post, UseGuards, type DynamicModule } from '@nestjs/common';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { FindYouthIds } from '../queries/find-youth-ids.js';
import { identitiesQuestion, INTERNAL_TOKEN, InternalGuard, type identitiesAnswer } from '@regieboek/platform/service';
import type { z } from 'zod';
import { PlacementsModule } from '../placements.module.js';

/** Internal interface of placements for other services of the product; not part of the public API. */
@ApiExcludeController()
@Controller('internal')
@UseGuards(InternalGuard)
class InternalController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Youth ids that a region knows for BSNs. Throws ZodError when the question is not as agreed. */
  @Post('youth-ids')
  @HttpCode(200)
  async youthIds(@Body() body: unknown): Promise<z.output<typeof identitiesAnswer>> {
    const { region, bsns } = identitiesQuestion.parse(body);
    return { youths: Object.fromEntries(await this.queries.execute(new FindYouthIds(region, bsns))) };
  }
}

/** Answers internal calls that carry the token. */
export class InternalModule {
  static with(token: string): DynamicModule {
    return {
      module: InternalModule,
      imports: [CqrsModule, PlacementsModule],
      controllers: [InternalController],
      providers: [{ provide: INTERNAL_TOKEN, useValue: token }, InternalGuard],
    };
  }
}

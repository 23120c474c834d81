import { Body, Controller, HttpCode, Inject, Post, UseGuards, type DynamicModule } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IDENTITIES, type Identities } from '@regieboek/platform';
import { identitiesQuestion, INTERNAL_TOKEN, InternalGuard, type identitiesAnswer } from '@regieboek/platform/service';
import type { z } from 'zod';
import { PlacementsModule } from '../placements.module.js';

/** What other services of the product ask placements; no part of the public API. */
@ApiExcludeController()
@Controller('internal')
@UseGuards(InternalGuard)
export class InternalController {
  constructor(@Inject(IDENTITIES) private readonly identities: Identities) {}

  /** Youth ids that a region knows for BSNs. Throws ZodError when the question is not as agreed. */
  @Post('youth-ids')
  @HttpCode(200)
  async youthIds(@Body() body: unknown): Promise<z.output<typeof identitiesAnswer>> {
    const { region, bsns } = identitiesQuestion.parse(body);
    return { youths: Object.fromEntries(await this.identities.youthsOf(region, bsns)) };
  }
}

/** Answers internal calls, for those who know the token. */
export class InternalModule {
  static with(token: string): DynamicModule {
    return {
      module: InternalModule,
      imports: [PlacementsModule],
      controllers: [InternalController],
      providers: [{ provide: INTERNAL_TOKEN, useValue: token }, InternalGuard],
    };
  }
}

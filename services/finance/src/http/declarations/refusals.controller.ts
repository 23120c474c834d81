import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { Endpoint, inRegion, Parsed, sheetAnswer, sheetFiles } from '@regieboek/platform';
import { FindDeclaredLines } from '../../queries/declarations/find-declared-lines.js';
import { ListRefusals } from '../../queries/declarations/list-refusals.js';
import { mustBeKnownParties } from '../../names/index.js';
import { GetRegionNames } from '../../queries/get-region-names.js';
import { firstPartOf, reasonsOf, refusalsSheet, type RefusedItem } from '../../refusals/index.js';
import { languageText, monthsIn, monthsText, mustBeRegion } from '../requests.js';
import * as responses from './refusal-responses.js';

const filter = z.object({
  provider: fields.provider.optional().meta({ description: 'AGB code of a provider.', example: '99990001' }),
  period: monthsText.optional(),
  declaration: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .meta({ description: 'Id of a declaration, or its DeclaratieNummer.', example: 'DEC1' }),
  lang: languageText,
});
const byReference = z.object({
  reference: z.string().min(1).max(20).meta({ description: 'ReferentieNummer of a line.', example: 'L1' }),
  provider: fields.provider.optional().meta({ description: 'AGB code of a provider.', example: '99990001' }),
  lang: languageText,
});

/** Refusals as they are shown; reasons of the same codes are written once, because a large declaration has few of them. */
class Shown {
  readonly #reasons = new Map<readonly string[], ReturnType<typeof reasonsOf>>();

  constructor(private readonly language: 'nl' | 'en') {}

  /** A refusal with its reasons in words. */
  refusal({ codes, faults, ...item }: RefusedItem) {
    return { ...item, reasons: faults.length > 0 ? reasonsOf({ codes, faults }, this.language) : this.#of(codes) };
  }

  #of(codes: readonly string[]): ReturnType<typeof reasonsOf> {
    const known = this.#reasons.get(codes) ?? reasonsOf({ codes, faults: [] }, this.language);
    this.#reasons.set(codes, known);
    return known;
  }
}

/** Refused lines and declarations (afkeuringen), and declared lines by their reference. */
@ApiTags('finance')
@Controller('regions/:region')
export class RefusalsController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Refused lines, and declarations refused as a whole: JSON, CSV or XLSX. */
  @Get('refusals')
  @Endpoint({
    permission: { action: 'see-refusals', limits: true },
    summary: 'Refused lines and declarations (afkeuringen) with reason and remedy: JSON, CSV or XLSX',
    description: 'Declarations refused as a whole first, then lines by month, provider, declaration and place.',
    path: inRegion,
    query: filter,
    answers: { 200: { description: 'Refusals.', json: responses.refusals, files: sheetFiles } },
    problems: [404],
  })
  async list(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(filter)) { lang: language, period, ...selection }: z.output<typeof filter>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const names = await this.queries.execute(new GetRegionNames(region));
    mustBeKnownParties(names, region, selection);
    const items = await this.queries.execute(new ListRefusals(region, { ...selection, ...monthsIn(period) }));
    const shown = new Shown(language);
    const refusals = items.map((item) => shown.refusal(item));
    return sheetAnswer(reply, accept, {
      json: { region, refusals },
      name: `refusals-${region}`,
      sheets: () => [refusalsSheet(items, names, language)],
    });
  }

  /** Declared lines with a reference: approved, with the id of their explanation, or refused, with the reasons. */
  @Get('declared-lines')
  @Endpoint({
    permission: { action: 'explain-lines', limits: true },
    summary: 'Declared lines with a reference (ReferentieNummer): approved, or refused with the reasons',
    path: inRegion,
    query: byReference,
    answers: { 200: { description: 'Lines of any provider with this reference.', json: responses.declaredLines } },
    problems: [404],
  })
  async lines(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(byReference)) { lang: language, ...line }: z.output<typeof byReference>,
  ) {
    await mustBeRegion(this.queries, region);
    const found = await this.queries.execute(new FindDeclaredLines(region, line));
    const lines = found.map(({ codes, ...one }) => ({
      ...one,
      status: codes.length === 0 ? ('approved' as const) : ('refused' as const),
      explanation: codes.length === 0 ? firstPartOf(one) : null,
      reasons: reasonsOf({ codes, faults: [] }, language),
    }));
    return { region, lines };
  }
}
